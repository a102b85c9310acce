// What the clinic has cleared: written down, listed, taken back.
import { instantOf, instantOfIso, isoOf } from '../core/civil.js'
import { writtenAt } from '../core/redflags.js'
import { PARTS } from '../core/routine.js'
import { CLEARANCE, createClearanceCard } from './clearance-card.js'
import { focusedKey, goTo } from './focus.js'
import { field, onHash, onSubmit, part, reveal, write } from './frame.js'
import { situationOf } from './situation.js'
import { narrowed } from './ways.js'
import { markWrong } from './wrong.js'
import { setZones, zonesChosen } from './zone-map.js'
import { createParts } from './zone-parts.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Clearance} Clearance */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showClearances(main, basics) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'clearance-form'))
  const parts = createParts(form, 'clearance-zones', basics)
  void parts.allow(PARTS)

  async function list() {
    const { clearances } = await basics.store.read()
    const key = focusedKey()
    part(main, 'clearance-list').replaceChildren(
      ...clearances.map((clearance) =>
        createClearanceCard(main, clearance, basics, list),
      ),
    )
    if (key?.startsWith(CLEARANCE)) goTo(main, key)
  }

  function open() {
    form.reset()
    setZones(form, [])
    fillTime(form, basics)
    showProblems(form, { zones: '', by: '', said: '' })
    reveal(main, { 'clearance-form': true, entered: false, form: false, saved: false })
    part(form, 'clearance-title').focus()
  }

  async function close() {
    await list()
    const { treatments } = await basics.store.read()
    const hasSome = treatments.length > 0
    reveal(main, { 'clearance-form': false, entered: hasSome, form: !hasSome })
  }

  onSubmit(form, async () => {
    const clearance = read(form, basics)
    const problems = problemsIn(clearance, basics)
    showProblems(form, problems)
    if (Object.values(problems).some(Boolean)) return
    await basics.store.put('clearances', clearance)
    await narrowTo(clearance, basics)
    await close()
    write(main, {
      'saved-title': basics.text.t('Kept on this phone.'),
      'saved-text': '',
    })
    reveal(main, { saved: true })
    part(main, 'saved-title').focus()
  })
  part(main, 'add-clearance').addEventListener('click', open)
  part(form, 'clearance-cancel').addEventListener('click', async () => {
    await close()
    goTo(main, 'clear')
  })
  await list()
  onHash('#clearance', open)
}

/**
 * While other treated areas are blocked, massage only the open ones; Today says so and
 * offers the way back.
 * @param {Clearance} clearance
 * @param {Basics} basics
 */
async function narrowTo({ zones }, basics) {
  const situation = await situationOf(basics)
  for (const { routine, zones: planned } of situation.routines) {
    const open = planned.filter((zone) => isOpen(zone, situation))
    const isHeldBack = open.length < planned.length
    const isCleared = open.some((zone) => zones.includes(zone))
    if (!isHeldBack || !isCleared) continue
    const narrower = narrowed(routine, situation.assessment)
    if (narrower) await basics.store.put('routines', narrower)
  }
}

/**
 * @param {string} zone
 * @param {import('./situation.js').Situation} situation
 */
function isOpen(zone, { assessment }) {
  return assessment.zones[zone].verdict !== 'blocked'
}

/**
 * It was said just now, until the patient writes otherwise.
 * @param {HTMLFormElement} form
 * @param {Basics} basics
 */
function fillTime(form, { clock }) {
  const { date, time } = writtenAt(clock.now(), clock.timezone())
  field(form, 'said-date').value = date
  field(form, 'said-date').max = date
  field(form, 'said-time').value = time
}

/**
 * What is written; without a day or a time `at` is empty.
 * @param {HTMLFormElement} form
 * @param {Basics} basics
 * @returns {Clearance}
 */
function read(form, { newId, clock }) {
  const values = new FormData(form)
  const date = field(form, 'said-date').value
  const time = field(form, 'said-time').value
  const isWhole = date !== '' && time !== ''
  return {
    id: newId(),
    zones: zonesChosen(form),
    by: String(values.get('by') ?? '').trim(),
    at: isWhole ? isoOf(instantOf(date, time, clock.timezone())) : '',
    note: String(values.get('note') ?? '').trim(),
    fromPlan: false,
  }
}

/** @typedef {{zones: string, by: string, said: string}} Problems */

/**
 * @param {Clearance} clearance
 * @param {Basics} basics
 * @returns {Problems}
 */
function problemsIn({ zones, by, at }, { text: { t }, clock }) {
  const isAhead = instantOfIso(at) > clock.now()
  return {
    zones: zones.length ? '' : t('Choose at least one area.'),
    by: by ? '' : t('Write down who said so, for example the clinic’s name.'),
    said:
      at === ''
        ? t('Enter the day and the time.')
        : isAhead
          ? t('This lies in the future.')
          : '',
  }
}

/**
 * Says each problem beside its field and goes to the first.
 * @param {HTMLElement} form
 * @param {Problems} problems
 */
function showProblems(form, { zones, by, said }) {
  write(form, {
    'clearance-zones-problem': zones,
    'by-problem': by,
    'said-problem': said,
  })
  const wrong = [
    ...markWrong(form, 'zones', zones !== ''),
    ...markWrong(form, 'by', by !== ''),
    ...markWrong(form, 'said-date', said !== ''),
    ...markWrong(form, 'said-time', said !== ''),
  ]
  wrong[0]?.focus()
}
