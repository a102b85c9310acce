// One waiting time: the usual length, and the clinic's where it is another.
import { lengthOf, unitOf, UNITS } from '../core/waits.js'
import { copyOf, make, part, write } from './frame.js'

/** @typedef {import('../core/types.js').Window} Window */
/** @typedef {import('../core/waits.js').Unit} Unit */
/** @typedef {ReturnType<typeof createWait>} Wait */

/**
 * @param {HTMLElement} main holds the template
 * @param {Window} window as the product has it
 * @param {string} id of its own on the page
 * @param {import('../core/types.js').Text} text
 */
export function createWait(main, window, id, { t }) {
  const item = copyOf(main, 'wait')
  const length = /** @type {HTMLInputElement} */ (part(item, 'length'))
  const unit = /** @type {HTMLSelectElement} */ (part(item, 'unit'))
  const problem = part(item, 'length-problem')
  const reason = part(item, 'reason')
  reason.append(make('span', { id: `${id}-reason` }, window.reason))
  problem.id = `${id}-problem`
  length.setAttribute('aria-describedby', `${id}-reason ${problem.id}`)
  unit.setAttribute('aria-describedby', `${id}-reason`)

  const unitNow = () => /** @type {Unit} */ (unit.value)
  const read = () =>
    length.validity.badInput ? NaN : lengthOf(length.value, unitNow())

  function showUsual() {
    length.placeholder = String(window.untilMs / UNITS[unitNow()])
  }
  unit.addEventListener('change', showUsual)
  fill(undefined)

  /** @param {number} [ms] nothing for the usual length */
  function fill(ms) {
    unit.value = unitOf(ms ?? window.untilMs)
    length.value = ms === undefined ? '' : String(ms / UNITS[unitNow()])
    showUsual()
  }

  return {
    id: window.id,
    item,
    fill,

    /** The length where it is another than usual. */
    read() {
      const ms = read()
      const isSet = ms !== null && !Number.isNaN(ms) && ms !== window.untilMs
      return isSet ? ms : undefined
    },

    /** @param {string} words until when it lasts */
    say: (words) => write(item, { ends: words }),

    /** Whether its length can be meant; says so if not. */
    isRight() {
      const isRight = !Number.isNaN(read())
      const words = t('Write a whole number, 400 days at the most, or leave it empty.')
      write(item, { 'length-problem': isRight ? '' : words })
      length.setAttribute('aria-invalid', String(!isRight))
      if (!isRight) length.focus()
      return isRight
    },
  }
}
