// Treatments: enter, change, remove; and what the clinic has cleared.
import { compare } from '../core/civil.js'
import { defaultRoutine, PARTS } from '../core/routine.js'
import { showClearances } from './clearances.js'
import { focusedKey, goTo } from './focus.js'
import {
  breathe,
  field,
  onHash,
  onSubmit,
  part,
  reveal,
  takeHashes,
  write,
} from './frame.js'
import { zoneNames } from './plans.js'
import { situationOf } from './situation.js'
import { createTreatmentCard } from './treatment-card.js'
import {
  allowParts,
  fillForm,
  lockTime,
  readForm,
  titleForm,
} from './treatment-form.js'
import { problemsIn, showProblems } from './treatment-problems.js'
import { chooseZones, declareZones } from './zone-map.js'
import { createParts } from './zone-parts.js'
import {
  changeVisit,
  keepTreatment,
  treatmentFrom,
  visitAsked,
} from './visit-treatment.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {import('./visit-treatment.js').Asked} Asked */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showTreatments(main, basics) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'form'))
  const map = chooseZones(part(form, 'zones'), (zones) =>
    nameZones(form, zones, basics),
  )
  const parts = createParts(form, 'zones', basics)
  /** @type {Treatment | null} */
  let edited = null
  /** @type {Asked | null} the visit of a course that this treatment was */
  let asked = null
  let looks = 0

  /**
   * @param {Treatment | null} treatment
   * @param {Asked | null} [from] the visit that it was
   */
  function edit(treatment, from = null) {
    looks += 1
    edited = treatment
    asked = from
    fillForm(form, treatment)
    showProblems(form, [])
    titleForm(form, treatment, basics)
    // The long lower part one frame later: a slow phone answers the tap sooner.
    reveal(form, { zones: false })
    reveal(main, { form: true, entered: false, saved: false })
    part(form, 'form-title').focus()
    void breathe().then(() => allow(treatment?.zones))
  }

  async function allow(/** @type {string[] | undefined} */ zones = undefined) {
    reveal(form, { zones: true })
    await allowParts(parts, form, basics, zones)
    map.sync()
    await declareVerdicts()
  }

  /** On the drawings. One that cannot be read has none: it stands in the list all the same. */
  async function declareVerdicts() {
    declareZones(main, (await situationOf(basics)).assessment)
  }

  async function list() {
    reveal(main, { saved: false })
    await relist()
  }

  async function relist() {
    const look = ++looks
    const { treatments } = await basics.store.read()
    // Meanwhile the form may have been opened: it stays.
    if (look !== looks) return
    void declareVerdicts()
    const hasSome = treatments.length > 0
    if (!hasSome) forget()
    const key = focusedKey()
    reveal(main, { form: !hasSome, entered: hasSome })
    reveal(form, { cancel: hasSome })
    part(main, 'list').replaceChildren(
      ...treatments
        .sort(latestFirst)
        .map((visit) => createTreatmentCard(main, visit, basics, { edit, list })),
    )
    if (key !== undefined) goTo(main, key)
  }

  /** What the form was about is gone: it is for a new one. */
  function forget() {
    if (!edited) return
    edited = null
    fillForm(form, null)
    titleForm(form, null, basics)
  }

  async function leave() {
    const key = edited ? `change:${edited.id}` : 'add'
    // As it stood before; what may have changed since is drawn after that.
    reveal(main, { form: false, entered: true })
    await breathe()
    await list()
    goTo(main, key)
  }

  onSubmit(form, async () => {
    const treatment = readForm(form, edited, basics)
    const problems = problemsIn(treatment, basics)
    showProblems(form, problems)
    if (problems.length > 0) return
    await keep(treatment, basics)
    edited = treatment
    if (asked) {
      const { course, visit } = asked
      await changeVisit(course, visit, { treatment: treatment.id }, basics)
    }
    asked = null
    await list()
    write(main, savedText(treatment, basics))
    reveal(main, { saved: true })
    part(main, 'saved-title').focus()
  })
  field(form, 'unknown').addEventListener('change', () => lockTime(form))
  form.addEventListener('change', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === 'product') void allow()
  })
  part(form, 'cancel').addEventListener('click', leave)
  part(main, 'add').addEventListener('click', () => edit(null))
  part(main, 'another').addEventListener('click', () => edit(null))
  // What is being written stays in front, and so does the word that it is kept.
  basics.onChange(() => {
    if (form.hidden && part(main, 'clearance-form').hidden) void relist()
  })
  await list()
  void allow()
  await showClearances(main, basics)
  onHash('#add', () => edit(null))
  const visit = await visitAsked(takeHashes(), basics)
  if (visit) edit(treatmentFrom(visit, basics), visit)
}

/**
 * @param {Treatment} a
 * @param {Treatment} b
 */
function latestFirst(a, b) {
  return compare(b.date + b.time, a.date + a.time)
}

/**
 * Stores a treatment and, with the first of its product, the routine it asks for.
 * @param {Treatment} treatment
 * @param {Basics} basics
 */
async function keep(treatment, { store, protocols }) {
  const { routines } = await store.read()
  const isKnown = routines.some(({ product }) => product === treatment.product)
  const routine = isKnown ? null : defaultRoutine(treatment.product, protocols)
  await keepTreatment(treatment, routine, { store })
}

/**
 * @param {HTMLElement} form
 * @param {string[]} zones
 * @param {Basics} basics
 */
function nameZones(form, zones, basics) {
  for (const where of PARTS) {
    const own = basics.protocols.zones
      .filter((zone) => zone.part === where && zones.includes(zone.id))
      .map(({ id }) => id)
    part(form, `map-note-${where}`).textContent = zoneNames(own, basics)
  }
}

/**
 * @param {Treatment} treatment
 * @param {Basics} basics
 */
function savedText({ product, zones }, { text: { t }, protocols }) {
  const targets = protocols.zones.filter(
    ({ id, stroke }) => stroke && zones.includes(id),
  )
  const asksForMassage = Boolean(protocols.treatments[product].routine)
  const isOutside = asksForMassage && targets.length === 0
  return {
    'saved-title': t('Kept on this phone.'),
    'saved-text': isOutside
      ? t('These areas have no massage in this app. Please ask your clinic.')
      : '',
  }
}
