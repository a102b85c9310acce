// Words and lines that aftercare by topic and aftercare by time share.
import { MASSAGE } from '../core/aftercare.js'
import { massageAfter } from '../core/care-changes.js'
import { copyOf, write } from './frame.js'
import { productName } from './visit-words.js'

/** @typedef {import('../core/aftercare.js').CareItem} CareItem */
/** @typedef {import('./aftercare.js').Care} Care */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Text['t']} Translate */

/**
 * One line: `mark` names its dot.
 * @typedef {{mark: 'stop' | 'care' | 'later' | 'open' | 'do' | 'expect', what: string,
 *   when: string, range: string}} Moment
 */

/**
 * @param {HTMLElement} main
 * @param {Moment} moment
 */
export function drawMoment(main, { mark, what, when, range }) {
  const line = copyOf(main, 'moment')
  line.dataset.mark = mark
  write(line, { what, when, range })
  return line
}

/**
 * Whether something was flagged that only the clinic can clear: then no end of a window
 * opens a massage.
 * @param {Care} care
 */
export function isFlagged({ kept }) {
  return kept.flags.some(({ clearedAt }) => !clearedAt)
}

/**
 * What is possible once an item is over, in words.
 * @param {CareItem} item
 * @param {CareItem[]} items
 * @param {Translate} t
 */
export function openingText(item, items, t) {
  if (item.topic !== MASSAGE) return item.after
  return massageAfter(item, items) === 'with-care'
    ? t('Massage, lightly, if your clinic agrees')
    : t('Massage')
}

/**
 * The products behind an item, where there is more than one to tell apart.
 * @param {CareItem} item
 * @param {Care} care
 * @param {Basics} basics
 */
function afterWhat({ treatments }, { items }, { protocols }) {
  const names = (/** @type {CareItem['treatments']} */ visits) => [
    ...new Set(visits.map((visit) => productName(visit, { protocols }))),
  ]
  const isOne = names(items.flatMap((item) => item.treatments)).length < 2
  return isOne ? '' : names(treatments).join(', ')
}

/**
 * @param {string} when
 * @param {CareItem} item
 * @param {Care} care
 * @param {Basics} basics
 */
export function joined(when, item, care, basics) {
  return [when, afterWhat(item, care, basics)].filter(Boolean).join('\u00a0· ')
}
