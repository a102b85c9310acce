// While the app is open: a line once a massage is due, and what is left on the app's icon.
import { leftToday } from './five.js'
import { make, part } from './frame.js'
import { isEnded } from './keeping.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics & {
 *   badge: import('../device/badge.js').Badge}} Devices */

const NAME = 'due'

/**
 * Tells what is due, and when to look again.
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Devices} devices
 * @returns {Promise<number>} the next instant at which something becomes due
 */
export async function drawDue(main, situation, devices) {
  const { draft, turn, badge, text } = devices
  const times = situation.routines.map((current) => {
    return leftToday(current, situation, devices)
  })
  void badge.show(times.flat().length)
  const isDue = situation.routines.some(({ verdict }, index) => {
    return verdict === 'clear' && times[index][0] <= situation.now
  })
  const left = draft.read()
  const isUnderWay = left !== null && !isEnded(left, situation.now)
  const isAtWork = isUnderWay || (await turn.isTaken())
  const words = text.t('It is time for the next one, if it suits you.')
  tell(main, isDue && !isAtWork ? words : '')
  return Math.min(...times.flat().filter((at) => at > situation.now))
}

/**
 * The line stands above the answers. It is there from the start, empty, so that a screen
 * reader says what comes to stand in it.
 * @param {HTMLElement} main
 * @param {string} words
 */
function tell(main, words) {
  const line = main.querySelector(`[data-part="${NAME}"]`) ?? newLine(main)
  line.className = words ? 'small' : 'visually-hidden'
  if (line.textContent !== words) line.textContent = words
}

/** @param {HTMLElement} main */
function newLine(main) {
  const line = make('p', { role: 'status', 'data-part': NAME })
  part(main, 'lines').before(line)
  return line
}
