// What becomes possible again, and when: said only where no other treatment objects.
import { MASSAGE } from './aftercare.js'

/** @typedef {import('./aftercare.js').CareItem} CareItem */
/** @typedef {import('./types.js').Zone} Zone */

/**
 * The ends that lie ahead, soonest first; those at the same instant stand together.
 * @param {CareItem[]} items
 * @param {Zone[]} zones
 * @returns {{at: number, items: CareItem[]}[]}
 */
export function comingChanges(items, zones) {
  const ending = items.filter(
    (item) =>
      item.state !== 'over' &&
      opensSomething(item) &&
      !isHeldBack(item, item.until, items, zones),
  )
  const instants = [...new Set(ending.map(({ until }) => until))].sort((a, b) => a - b)
  return instants.map((at) => ({
    at,
    items: ending.filter(({ until }) => until === at),
  }))
}

/**
 * What was to be left and may be taken up again.
 * @param {CareItem[]} items
 * @param {Zone[]} zones
 * @param {number} now
 */
export function possibleAgain(items, zones, now) {
  return items.filter(
    (item) =>
      item.state === 'over' &&
      opensSomething(item) &&
      !isHeldBack(item, now, items, zones) &&
      !(item.topic === MASSAGE && items.some(restrictsMassage)),
  )
}

/**
 * How a massage is possible once this window is over: with care where another window of
 * the same treatment follows it.
 * @param {CareItem} item
 * @param {CareItem[]} items
 * @returns {'with-care' | 'open'}
 */
export function massageAfter(item, items) {
  const follows = items.some(
    (other) =>
      other !== item &&
      other.topic === MASSAGE &&
      other.from <= item.until &&
      item.until < other.until &&
      shares(productsOf(item), productsOf(other)),
  )
  return follows ? 'with-care' : 'open'
}

/**
 * Advice without an end of its own, or with nothing to come after it, opens nothing.
 * @param {CareItem} item
 */
function opensSomething({ kind, after, topic, isOpenEnded }) {
  return kind === 'avoid' && !isOpenEnded && (after !== '' || topic === MASSAGE)
}

/** @param {CareItem} item */
function restrictsMassage({ topic, state }) {
  return topic === MASSAGE && state !== 'over'
}

/**
 * Whether another product's advice on the same topic holds at an instant: what one of
 * them allows, the other may still forbid, and the stricter one counts.
 * @param {CareItem} item
 * @param {number} instant
 * @param {CareItem[]} items
 * @param {Zone[]} zones
 */
function isHeldBack(item, instant, items, zones) {
  return items.some(
    (other) =>
      other.topic === item.topic &&
      opensSomething(other) &&
      other.from <= instant &&
      instant < other.until &&
      !shares(productsOf(item), productsOf(other)) &&
      (item.topic !== MASSAGE || blocksBeside(other, item, zones)),
  )
}

/**
 * Massage of the face does not wait for the body, nor care for care.
 * @param {CareItem} other
 * @param {CareItem} item
 * @param {Zone[]} zones
 */
function blocksBeside(other, item, zones) {
  return (
    other.verdict === 'blocked' && shares(partsOf(item, zones), partsOf(other, zones))
  )
}

/** @param {CareItem} item */
function productsOf({ treatments }) {
  return treatments.map(({ product }) => product)
}

/**
 * @param {CareItem} item
 * @param {Zone[]} zones
 */
function partsOf({ treatments }, zones) {
  const treated = new Set(treatments.flatMap((treatment) => treatment.zones))
  return zones.filter(({ id }) => treated.has(id)).map(({ part }) => part)
}

/**
 * @param {string[]} some
 * @param {string[]} others
 */
function shares(some, others) {
  return some.some((one) => others.includes(one))
}
