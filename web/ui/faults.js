// What no page has caught: said in a sentence, wherever the patient is on the page.
import { UnreadableError } from '../core/gate.js'
import { part, showProblem, write } from './frame.js'
import { say } from './snack.js'

/**
 * @param {HTMLElement} main
 * @param {unknown} error
 * @param {import('../core/types.js').Text} text
 */
export function tellFault(main, error, { t }) {
  if (isFull(error)) {
    console.info('No room on this phone:', error)
    return say(t('This phone has no room for that. Nothing was changed.'))
  }
  showProblem(main, error)
  if (error instanceof UnreadableError) write(main, { failure: whyUnreadable(t) })
  part(main, 'failure').scrollIntoView({ block: 'nearest' })
}

/** @param {import('../core/types.js').Text['t']} t */
function whyUnreadable(t) {
  return t(
    'One of your treatments cannot be read. Open Treatments and change or remove it.',
  )
}

/** @param {unknown} error */
function isFull(error) {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
