// Nothing to answer: when the weekly question comes next, or why it does not.
import { startOfDate } from '../core/civil.js'
import { make, part, reveal, write } from './frame.js'
import { productName } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/checks.js').CheckState} CheckState */

/**
 * @param {HTMLElement} main
 * @param {CheckState[]} states
 * @param {boolean} hasTreatments
 * @param {Basics} basics
 */
export function drawRest(main, states, hasTreatments, basics) {
  const { t } = basics.text
  const isWaiting = states.some(({ state }) => state === 'waiting')
  write(main, { 'rest-text': restText(states, isWaiting, hasTreatments, t) })
  reveal(main, { coming: isWaiting, enter: !hasTreatments })
  part(main, 'coming').replaceChildren(
    ...states.filter(({ next }) => next).map((state) => coming(state, basics)),
  )
}

/**
 * @param {CheckState[]} states
 * @param {boolean} isWaiting
 * @param {boolean} hasTreatments
 * @param {import('../core/types.js').Text['t']} t
 */
function restText(states, isWaiting, hasTreatments, t) {
  if (isWaiting) return t('Nothing to answer now. The next question comes:')
  if (states.length > 0) return t('The weeks of questions are over. Nothing to answer.')
  return hasTreatments
    ? t('No weekly question belongs to what you entered.')
    : t('After some treatments, one short question a week helps to notice what is new.')
}

/**
 * @param {CheckState} state
 * @param {Basics} basics
 */
function coming({ product, next }, { protocols, format, clock }) {
  const name = productName({ product }, { protocols })
  const day = startOfDate(next ?? '', clock.timezone())
  return make(
    'li',
    {},
    make('span', {}, name),
    ' ',
    make('span', { class: 'soft' }, format.longDate(day)),
  )
}
