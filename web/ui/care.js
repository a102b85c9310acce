// Care on Today: the three pieces of advice that matter now.
import { careItems, careNow } from '../core/aftercare.js'
import { isByPlan } from '../core/windows.js'
import { reasonText } from './answer.js'
import { make, part, reveal } from './frame.js'

/** @typedef {import('../core/aftercare.js').CareItem} CareItem */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export async function drawCare(main, situation, basics) {
  const items = await careOf(situation, basics)
  const lines = careNow(items).map((item) => line(item, situation.now, basics))
  part(main, 'care-list').replaceChildren(...lines)
  reveal(main, { 'care-today': lines.length > 0 })
}

/**
 * Every advice over the record, in words; the rules are loaded with the first treatment.
 * @param {Pick<Situation, 'kept' | 'now'>} situation
 * @param {Pick<Basics, 'aftercare' | 'protocols' | 'text'>} basics
 * @returns {Promise<CareItem[]>}
 */
export async function careOf({ kept, now }, { aftercare, protocols, text }) {
  if (kept.treatments.length === 0) return []
  const items = careItems({ ...kept, protocols }, await aftercare(), now)
  return items.map((item) => (isByPlan(item) ? byPlan(item, text) : item))
}

/**
 * @param {CareItem} item
 * @param {import('../core/types.js').Text} text
 * @returns {CareItem}
 */
function byPlan({ text: reason, verdict, ...item }, text) {
  const window = { verdict: verdict ?? 'caution', reason, source: item.source }
  return { ...item, verdict, text: reasonText(window, text) }
}

/**
 * @param {CareItem} item
 * @param {number} now
 * @param {Pick<Basics, 'text' | 'format'>} basics
 */
function line({ text, until, isOpenEnded }, now, { text: { t }, format }) {
  const end = isOpenEnded
    ? t('for now')
    : t('until %(moment)s', { moment: format.moment(until, now) })
  return make(
    'li',
    {},
    make('span', {}, text),
    ' ',
    make('span', { class: 'soft' }, end),
  )
}
