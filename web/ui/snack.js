// A line at the foot of the page with one way back, for some time.
import { make, part } from './frame.js'
import { whenUnwanted } from './patience.js'

/** Long enough to read it twice, and to come to it, with wet hands. */
const SHOWN_MS = 20_000

/** Ends the offer that stands. */
let endLast = () => {}

/**
 * Says what happened; resolves to true if the patient takes it back.
 * @param {string} message
 * @param {string} undo the word on the button
 * @returns {Promise<boolean>}
 */
export function offerUndo(message, undo) {
  endLast()
  const button = make('button', { type: 'button' }, undo)
  const snack = make('div', { class: 'snack' }, message, button)
  // Its place is a status that was there before: so what comes into it is heard.
  part(document, 'snack').append(snack)
  const giveBack = rememberFocus(button)
  const stopLifting = liftFocus(snack)
  return new Promise((resolve) => {
    /** @param {boolean} isTakenBack */
    const close = (isTakenBack) => {
      stop()
      stopLifting()
      giveBack()
      snack.remove()
      resolve(isTakenBack)
    }
    const stop = whenUnwanted(snack, SHOWN_MS, () => close(false))
    endLast = () => close(false)
    button.addEventListener('click', () => close(true), { once: true })
  })
}

/**
 * Says what happened, over whatever is open.
 * @param {string} message
 */
export function say(message) {
  endLast()
  const snack = make('div', { class: 'snack', role: 'alert' })
  const place = document.querySelector('dialog[open]') ?? part(document, 'snack')
  place.append(snack)
  snack.textContent = message
  const close = () => {
    stop()
    snack.remove()
  }
  const stop = whenUnwanted(snack, SHOWN_MS, close)
  endLast = close
}

/**
 * What has the focus does not lie under the line.
 * @param {HTMLElement} snack
 */
function liftFocus(snack) {
  const lift = () => {
    const focused = document.activeElement
    if (focused === document.body || snack.contains(focused)) return
    focused?.scrollIntoView({ block: 'nearest' })
  }
  lift()
  document.addEventListener('focusin', lift)
  return () => document.removeEventListener('focusin', lift)
}

/**
 * Whoever came to the button goes back to where they were.
 * @param {HTMLElement} button
 */
function rememberFocus(button) {
  /** @type {HTMLElement | null} */
  let before = null
  button.addEventListener('focus', ({ relatedTarget }) => {
    before = /** @type {HTMLElement | null} */ (relatedTarget)
  })
  return () => {
    if (document.activeElement !== button) return
    const isThere = before?.isConnected && before.checkVisibility()
    const place = isThere ? before : document.querySelector('main')
    place?.focus({ preventScroll: true })
  }
}
