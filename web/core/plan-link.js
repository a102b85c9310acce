// A plan as a link: what stands after the #, which no browser ever sends. It reads
// `<version>.<plan>.<sum>`, in every version to come.
import { instantOfIso } from './civil.js'
import { bitsOf, isAtEnd, retyped, signsOf, sumOf } from './plan-bits.js'
import { isNear, isSound } from './plan-check.js'
import { PLAN } from './plan-code.js'
import { packed, unpacked } from './plan-pack.js'
import { Unknown } from './plan-shapes.js'

/** @typedef {import('./types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * Why a link cannot be read: there is none; it is longer than any plan; it is something
 * else; it is cut or mistyped; a later version made it; it names what is not known
 * here; its dates lie far away.
 * @typedef {'none' | 'too-long' | 'not-ours' | 'broken' | 'newer' | 'unknown' | 'far'} Kind
 */

/** The longest text after the # that is read. */
export const LONGEST_LINK = 2000
const LONGEST_PASTE = 20000
const VERSION = 1
const LINK = /(\d{1,3})\.([0-9A-Z]+)\.([0-9A-Z]{7})(?![0-9A-Z])/i
const OURS = /^\s*\d{1,3}\./

/**
 * The text after the #: digits, capital letters and two dots, so that its QR code is as
 * coarse as can be. Throws where a plan holds what no link can say.
 * @param {ClinicPlan} plan
 * @returns {string}
 */
export function linkOf(plan) {
  /** @type {number[]} */
  const bits = []
  PLAN.write(bits, packed(plan))
  const text = `${VERSION}.${signsOf(bits)}`
  return `${text}.${sumOf(text)}`
}

/**
 * What a link says, or why it says nothing. The text may be a whole address, or a
 * message with one in it. With `now`, plans from another time are refused.
 * @param {string} text
 * @param {{protocols: Protocols, now?: number}} about
 * @returns {{plan: ClinicPlan} | {problem: {kind: Kind}}}
 */
export function readLink(text, { protocols, now }) {
  const found = linkIn(text)
  if ('problem' in found) return found
  try {
    return planIn(found, protocols, now)
  } catch (error) {
    return problem(error instanceof Unknown ? 'unknown' : 'broken')
  }
}

/**
 * The link in a text, as it was meant: without its address and what stands around it.
 * @param {string} text
 * @returns {{version: number, code: string, link: string} | {problem: {kind: Kind}}}
 */
export function linkIn(text) {
  if (text.length > LONGEST_PASTE) return problem('too-long')
  const own = text.slice(text.indexOf('#') + 1).trim()
  if (own === '') return problem('none')
  // A message may have broken the link into lines.
  const match = LINK.exec(own) ?? LINK.exec(own.replace(/\s+/g, ''))
  if (!match) {
    if (own.length > LONGEST_LINK) return problem('too-long')
    return problem(OURS.test(own) ? 'broken' : 'not-ours')
  }
  const [whole, version, code] = match
  if (whole.length > LONGEST_LINK) return problem('too-long')
  const link = retyped(whole)
  if (sumOf(link.slice(0, link.lastIndexOf('.'))) !== link.slice(-7)) {
    return problem('broken')
  }
  return { version: Number(version), code: retyped(code), link }
}

/**
 * @param {{version: number, code: string}} link
 * @param {Protocols} protocols
 * @param {number} [now]
 */
function planIn({ version, code }, protocols, now) {
  if (version !== VERSION) return problem(version > VERSION ? 'newer' : 'broken')
  const source = bitsOf(code)
  const plan = unpacked(PLAN.read(source))
  if (!isAtEnd(source)) return problem('broken')
  if (!isKnown(plan, protocols)) return problem('unknown')
  if (!isNear(plan, now ?? instantOfIso(plan.madeAt))) return problem('far')
  if (!isSound(plan, protocols)) return problem('broken')
  return isEmpty(plan) ? problem('none') : { plan: inOrder(plan, protocols) }
}

/**
 * Whether the phone's rules know every product.
 * @param {ClinicPlan} plan
 * @param {Protocols} protocols
 */
function isKnown({ treatments, routines }, protocols) {
  return [...treatments, ...routines].every(({ product }) => {
    return Object.hasOwn(protocols.treatments, product)
  })
}

/** @param {ClinicPlan} plan */
function isEmpty({ treatments, routines, clearances }) {
  return [treatments, routines, clearances].every((list) => list.length === 0)
}

/**
 * The zones of a visit as the protocol orders them; those of a routine as the clinic
 * does.
 * @param {ClinicPlan} plan
 * @param {Protocols} protocols
 * @returns {ClinicPlan}
 */
function inOrder(plan, { zones }) {
  const order = zones.map(({ id }) => id)
  const sorted = (/** @type {string[]} */ own) => order.filter((id) => own.includes(id))
  const sort = (/** @type {any} */ item) => ({ ...item, zones: sorted(item.zones) })
  return {
    ...plan,
    treatments: plan.treatments.map(sort),
    clearances: plan.clearances.map(sort),
  }
}

/**
 * @param {Kind} kind
 * @returns {{problem: {kind: Kind}}}
 */
function problem(kind) {
  return { problem: { kind } }
}
