// Treatments: enter, change, remove; and what the clinic has cleared.
import { defaultRoutine, PARTS } from '../core/routine.js'
import { visitText } from './answer.js'
import { showClearances } from './clearances.js'
import { make, onHash, part, reveal, takeHashes, write } from './frame.js'
import { zoneNames } from './plans.js'
import { situationOf } from './situation.js'
import { offerUndo } from './snack.js'
import { problemsIn, showProblems } from './treatment-problems.js'
import { chooseZones, declareZones, setZones, zonesChosen } from './zone-map.js'
import { createParts } from './zone-parts.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Treatment} Treatment */

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

  /** @param {Treatment | null} treatment */
  function edit(treatment) {
    edited = treatment
    fillForm(form, treatment)
    void allow(treatment?.zones)
    showProblems(form, [])
    titleForm(form, treatment, basics)
    reveal(main, { form: true, entered: false, saved: false })
    part(form, 'form-title').focus()
  }

  async function allow(/** @type {string[] | undefined} */ zones = undefined) {
    await allowParts(parts, form, basics, zones)
    map.sync()
    declareZones(main, (await situationOf(basics)).assessment)
  }

  async function list() {
    const { kept, assessment } = await situationOf(basics)
    const { treatments } = kept
    declareZones(main, assessment)
    const hasSome = treatments.length > 0
    reveal(main, { form: !hasSome, entered: hasSome, saved: false })
    reveal(form, { cancel: hasSome })
    part(main, 'list').replaceChildren(
      ...treatments
        .sort(latestFirst)
        .map((visit) => card(visit, basics, { edit, list })),
    )
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const treatment = readForm(form, edited, basics)
    const problems = problemsIn(treatment, basics)
    showProblems(form, problems)
    if (problems.length > 0) return
    await keep(treatment, basics)
    await list()
    write(main, savedText(treatment, basics))
    reveal(main, { saved: true })
  })
  field(form, 'unknown').addEventListener('change', () => lockTime(form))
  form.addEventListener('change', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === 'product') void allow()
  })
  part(form, 'cancel').addEventListener('click', list)
  part(main, 'add').addEventListener('click', () => edit(null))
  part(main, 'another').addEventListener('click', () => edit(null))
  basics.onChange(() => form.hidden && list())
  await list()
  void allow()
  await showClearances(main, basics)
  onHash('#add', () => edit(null))
  const visit = await visitAsked(takeHashes(), basics)
  if (visit) edit(visit)
}

/**
 * The treatment that a visit of a course stands for, to be completed: its address ends
 * in "#visit-<course>.<visit>".
 * @param {string[]} words
 * @param {Basics} basics
 * @returns {Promise<Treatment | null>}
 */
async function visitAsked([course, visit], { store, newId, clock }) {
  if (!course?.startsWith('visit-')) return null
  const { courses } = await store.read()
  const found = courses.find(({ id }) => id === course.slice('visit-'.length))
  const held = found?.visits.find(({ id }) => id === visit)
  if (!found || !held) return null
  const { date, time } = held
  const timezone = clock.timezone()
  return {
    id: newId(),
    product: found.product,
    date,
    time,
    timezone,
    zones: [],
    note: '',
  }
}

/**
 * Where a product is injected decides which zones may be chosen.
 * @param {ReturnType<typeof createParts>} parts
 * @param {HTMLFormElement} form
 * @param {Basics} basics
 * @param {string[]} [zones] to show, of a treatment that is changed
 */
async function allowParts(parts, form, { protocols }, zones = []) {
  const product = protocols.treatments[field(form, 'product').value]
  const shown = protocols.zones.find(({ id }) => zones.includes(id))?.part
  await parts.allow(product?.parts ?? ['face'], shown)
}

/**
 * @param {Treatment} a
 * @param {Treatment} b
 */
function latestFirst(a, b) {
  return a.date + a.time < b.date + b.time ? 1 : -1
}

/**
 * One treatment as a card with its two actions.
 * @param {Treatment} treatment
 * @param {Basics} basics
 * @param {{edit: (treatment: Treatment) => void, list: () => Promise<void>}} actions
 */
function card(treatment, basics, { edit, list }) {
  const { t } = basics.text
  const name = visitText(treatment, basics.clock.now(), basics)
  const change = make('button', { type: 'button', class: 'link' }, t('Change'))
  const remove = make('button', { type: 'button', class: 'link' }, t('Remove'))
  change.setAttribute('aria-label', t('Change: %(name)s', { name }))
  remove.setAttribute('aria-label', t('Remove: %(name)s', { name }))
  change.addEventListener('click', () => edit(treatment))
  remove.addEventListener('click', () => void removeWithUndo(treatment, basics, list))
  return make(
    'li',
    { class: 'card treatment' },
    make('h2', {}, name),
    make('p', { class: 'soft' }, zoneNames(treatment.zones, basics)),
    make('div', { class: 'actions' }, change, remove),
  )
}

/**
 * @param {Treatment} treatment
 * @param {Basics} basics
 * @param {() => Promise<void>} list
 */
async function removeWithUndo(treatment, { store, text: { t } }, list) {
  await store.remove('treatments', treatment.id)
  await list()
  if (!(await offerUndo(t('Removed.'), t('Undo')))) return
  await store.put('treatments', treatment)
  await list()
}

/**
 * Stores a treatment and, with the first of its product, the routine it asks for.
 * @param {Treatment} treatment
 * @param {Basics} basics
 */
async function keep(treatment, { store, protocols }) {
  await store.put('treatments', treatment)
  const { routines } = await store.read()
  const routine = defaultRoutine(treatment.product, protocols)
  const isKnown = routines.some(({ product }) => product === treatment.product)
  if (routine && !isKnown) await store.put('routines', routine)
}

/**
 * @param {HTMLFormElement} form
 * @param {Treatment | null} edited
 * @param {Basics} basics
 * @returns {Treatment}
 */
function readForm(form, edited, { newId, clock }) {
  const values = new FormData(form)
  const time = values.get('unknown') ? null : String(values.get('time') ?? '') || null
  return {
    id: edited?.id ?? newId(),
    product: String(values.get('product') ?? ''),
    date: String(values.get('date') ?? ''),
    time,
    timezone: edited?.timezone ?? clock.timezone(),
    zones: zonesChosen(form),
    note: edited?.note ?? '',
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Treatment | null} treatment
 */
function fillForm(form, treatment) {
  form.reset()
  setZones(form, treatment?.zones ?? [])
  if (treatment) {
    const { product, date, time } = treatment
    field(form, 'product').value = product
    field(form, 'date').value = date
    field(form, 'time').value = time ?? ''
    field(form, 'unknown').checked = time === null
  }
  lockTime(form)
}

/**
 * A field by its name; radio buttons answer as one.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
}

/**
 * An unknown time cannot be typed.
 * @param {HTMLFormElement} form
 */
function lockTime(form) {
  field(form, 'time').disabled = field(form, 'unknown').checked
}

/**
 * @param {HTMLFormElement} form
 * @param {Treatment | null} treatment
 * @param {Basics} basics
 */
function titleForm(form, treatment, { text: { t } }) {
  const title = treatment ? t('Change this treatment') : t('What did you have done?')
  write(form, { 'form-title': title })
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
