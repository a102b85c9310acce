// A line at the foot of the page with one way back, for a few seconds.
import { make } from './frame.js'

/** Long enough to read it twice with wet hands. */
const SHOWN_MS = 8000

/**
 * Says what happened; resolves to true if the patient takes it back.
 * @param {string} message
 * @param {string} undo the word on the button
 * @returns {Promise<boolean>}
 */
export function offerUndo(message, undo) {
  document.querySelector('.snack')?.remove()
  const button = make('button', { type: 'button' }, undo)
  const snack = make('div', { class: 'snack', role: 'status' }, message, button)
  document.body.append(snack)
  return new Promise((resolve) => {
    /** @param {boolean} isTakenBack */
    const close = (isTakenBack) => {
      snack.remove()
      resolve(isTakenBack)
    }
    button.addEventListener('click', () => close(true), { once: true })
    window.setTimeout(() => close(false), SHOWN_MS)
  })
}
