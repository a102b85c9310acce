// The weekly question: asked when it is due, answered with yes or no, kept for the clinic.
import { isoOf } from '../core/civil.js'
import { checkStates } from '../core/checks.js'
import { raise, widened } from '../core/redflags.js'
import { visitText } from './answer.js'
import { drawAnswers } from './check-answers.js'
import { drawRest } from './check-rest.js'
import { onSubmit, part, reveal, write } from './frame.js'
import { markWrong } from './wrong.js'
import { chooseZones, drawMaps, zonesChosen } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/checks.js').CheckState} CheckState */
/** @typedef {import('../core/types.js').Check} Check */
/** @typedef {import('../core/types.js').Part} Part */

/** What a yes raises; its level comes with the rules. */
const SIGN = 'new-lump'

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showChecks(main, basics) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'form'))
  const map = chooseZones(form, () => {})
  /** @type {CheckState | null} */
  let asked = null

  async function refresh() {
    const kept = await basics.store.read()
    const hasTreatments = kept.treatments.length > 0
    const rules = hasTreatments
      ? await basics.aftercare()
      : { topics: [], products: {} }
    const states = checkStates(kept, rules, basics.clock.now())
    const due = states.filter(({ state }) => state === 'due')
    reveal(main, { ask: due.length > 0, rest: due.length === 0 })
    if (due.length === 0) drawRest(main, states, hasTreatments, basics)
    else if (!isSame(due[0], asked)) {
      clear(form)
      map.sync()
      ask(main, due, basics)
    }
    asked = due[0] ?? null
    drawAnswers(main, kept.checks, basics, refresh)
  }

  form.addEventListener('change', () => showWhere(main, asked, basics))
  onSubmit(form, async () => {
    const check = read(form, asked, basics)
    write(form, { 'answer-problem': check ? '' : basics.text.t('Choose No or Yes.') })
    const [wrong] = markWrong(form, 'lump', !check)
    if (!check) return wrong?.focus()
    await keep(check, basics)
    await refresh()
    if (check.lump) return location.assign(`/${basics.language}/help/`)
    write(main, { notice: basics.text.t('Kept on this phone.') })
    part(main, asked ? 'question' : 'rest-title').focus()
  })
  part(main, 'print').addEventListener('click', () => window.print())
  basics.onChange(refresh)
  await refresh()
}

/**
 * Somebody may be answering: the same question is not drawn anew.
 * @param {CheckState} due
 * @param {CheckState | null} asked
 */
function isSame(due, asked) {
  return due.treatment.id === asked?.treatment.id && due.date === asked.date
}

/** @param {HTMLFormElement} form */
function clear(form) {
  form.reset()
  reveal(form, { where: false })
  write(form, { 'answer-problem': '' })
  markWrong(form, 'lump', false)
}

/**
 * @param {HTMLElement} main
 * @param {CheckState[]} due
 * @param {Basics} basics
 */
function ask(main, due, basics) {
  const [{ rule, treatment }, ...others] = due
  const { tn } = basics.text
  const visit = visitText(treatment, basics.clock.now(), basics)
  const more = tn('%(n)s more question', '%(n)s more questions', others.length)
  write(main, {
    question: rule.question,
    about: others.length ? `${visit} · ${more}` : visit,
  })
}

/**
 * With a yes, the drawings of the parts where the product went.
 * @param {HTMLElement} main
 * @param {CheckState | null} asked
 * @param {Basics} basics
 */
async function showWhere(main, asked, basics) {
  const isYes = main.querySelector('[name=lump][value=yes]:checked') !== null
  reveal(main, { where: isYes })
  if (!isYes || !asked) return
  const parts = partsOf(asked, basics)
  reveal(main, {
    'face-areas': parts.includes('face'),
    'body-areas': parts.includes('body'),
  })
  await drawMaps(part(main, 'where'), basics, parts)
}

/**
 * @param {CheckState} asked
 * @param {Basics} basics
 * @returns {Part[]}
 */
function partsOf({ treatment }, { protocols }) {
  const treated = protocols.zones.filter(({ id }) => treatment.zones.includes(id))
  const own = /** @type {Part[]} */ (['face', 'body']).filter((side) =>
    treated.some((zone) => zone.part === side),
  )
  return own.length > 0 ? own : protocols.treatments[treatment.product].parts
}

/**
 * @param {HTMLFormElement} form
 * @param {CheckState | null} asked
 * @param {Basics} basics
 * @returns {Check | null} null without an answer
 */
function read(form, asked, { newId, clock }) {
  const values = new FormData(form)
  const answer = values.get('lump')
  if (!asked || !answer) return null
  const lump = answer === 'yes'
  return {
    id: newId(),
    product: asked.product,
    at: isoOf(clock.now()),
    lump,
    note: String(values.get('note') ?? '').trim(),
    zones: lump ? zonesChosen(form) : [],
  }
}

/**
 * An answer; a yes goes with the flag that stops massage there: both or none.
 * @param {Check} check
 * @param {Basics} basics
 */
async function keep(check, basics) {
  const flags = check.lump ? [await flagFor(check, basics)] : []
  const put = { checks: [check], flags }
  await basics.store.change({ put, remove: {}, set: {}, unset: [] })
}

/**
 * What was flagged before is made wider, so that one word of the clinic clears it.
 * @param {Check} check
 * @param {Basics} basics
 */
async function flagFor({ zones }, { store, protocols, newId, clock }) {
  const { flags } = await store.read()
  const open = flags.find(({ sign, clearedAt }) => sign === SIGN && !clearedAt)
  return open
    ? widened(open, zones)
    : raise(SIGN, protocols.signs, newId(), clock.now(), zones)
}
