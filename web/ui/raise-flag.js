// "I notice this": one question, where, and one step to confirm, so that a slip is harmless.
import { closable, part, reveal, write } from './frame.js'
import { callable } from './phones.js'
import { urgency } from './flag-card.js'
import { markWrong } from './wrong.js'
import { chooseZones, drawMaps, setZones, zonesChosen } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Part} Part */
/** @typedef {import('./signs.js').Sign} Sign */
/** @typedef {import('./flag-card.js').Flag} Flag */
/** @typedef {{flag: Flag, before: Flag | undefined}} Noted as it is now, and was */

const PARTS = /** @type {Part[]} */ (['face', 'body'])

/**
 * The dialog that asks about one sign.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export function createAsking(main, basics) {
  const dialog = /** @type {HTMLDialogElement} */ (part(main, 'ask'))
  const form = /** @type {HTMLFormElement} */ (part(dialog, 'ask-form'))
  const maps = PARTS.map((name) => chooseZones(part(form, name), () => {}))
  /** @type {(noted: Noted | null) => void} */
  let answer = () => {}
  /** @type {((zones: string[]) => Promise<Noted>) | null} nothing while it is at work */
  let keep = null

  form.addEventListener('change', () => showPlace(form, basics))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const zones = zonesIn(form)
    const act = keep
    if (!act || !isAnswered(form, zones, basics)) return
    keep = null
    answer(await act(zones).finally(() => (keep = act)))
    dialog.close()
  })
  closable(dialog, 'back')
  // Closed and opened again at once: the word that it was closed comes too late.
  dialog.addEventListener('close', () => dialog.open || answer(null))

  /**
   * Asks where the patient has it, and resolves to what was noted then; to null if it
   * was a slip. Until it is noted, what they answered stays.
   * @param {Sign} sign
   * @param {string} emergency
   * @param {(zones: string[]) => Promise<Noted>} note no zones: all over
   * @returns {Promise<Noted | null>}
   */
  return function ask(sign, emergency, note) {
    answer(null)
    keep = note
    form.reset()
    for (const map of maps) map.sync()
    fill(form, sign, emergency, basics)
    showPlace(form, basics)
    dialog.dataset.level = sign.level
    dialog.showModal()
    part(form, 'ask-title').focus()
    return new Promise((resolve) => (answer = resolve))
  }
}

/**
 * Where it is an emergency, the call comes before the note.
 * @param {HTMLFormElement} form
 * @param {Sign} sign
 * @param {string} emergency
 * @param {Basics} basics
 */
function fill(form, sign, emergency, basics) {
  const isRed = sign.level === 'red'
  write(form, {
    'ask-level': urgency(sign.level, basics.text),
    'ask-title': sign.text,
  })
  callable(part(form, 'ask-call'), emergency, basics)
  reveal(form, { 'ask-call': isRed, places: !sign.spreads })
  part(form, 'confirm').classList.toggle('quiet', isRed)
  markWrong(form, 'zones', false)
  for (const name of PARTS) write(form, { [`${name}-zones-problem`]: '' })
}

/** @param {HTMLFormElement} form */
function placeIn(form) {
  const value = new FormData(form).get('place')
  return PARTS.find((name) => name === value)
}

/** @param {HTMLFormElement} form */
function zonesIn(form) {
  const place = placeIn(form)
  return place ? zonesChosen(part(form, place)) : []
}

/**
 * Shows the drawing and the list of the place that was named.
 * @param {HTMLFormElement} form
 * @param {Basics} basics
 */
function showPlace(form, basics) {
  const place = placeIn(form)
  for (const name of PARTS) {
    reveal(form, { [name]: name === place })
    if (name !== place) setZones(part(form, name), [])
  }
  if (place) void drawMaps(form, basics, [place])
}

/**
 * A place without an area says nothing yet.
 * @param {HTMLFormElement} form
 * @param {string[]} zones
 * @param {Basics} basics
 */
function isAnswered(form, zones, { text: { t } }) {
  const place = placeIn(form)
  if (!place || zones.length > 0) return true
  write(form, {
    [`${place}-zones-problem`]: t('Choose at least one area, or all over.'),
  })
  markWrong(part(form, place), 'zones', true)[0]?.focus()
  part(form, `${place}-zones-problem`).scrollIntoView({ block: 'center' })
  return false
}
