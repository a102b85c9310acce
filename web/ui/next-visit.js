// The next visit in one line, for Today and Treatments.
import { daysBetween, localDate } from '../core/civil.js'
import { instantOfVisit, nextVisit } from '../core/visit-status.js'
import { part, reveal } from './frame.js'
import { productName } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */

/** What lies further ahead is of no use today. */
const NEAR_DAYS = 60

/**
 * Fills `<p data-part="next-visit" hidden><a data-part="next-visit-link"></a></p>`.
 * @param {HTMLElement} main
 * @param {Pick<import('../core/types.js').Keepsakes, 'courses'>} kept
 * @param {Pick<Basics, 'clock' | 'format' | 'text' | 'protocols' | 'language'>} basics
 */
export function drawNextVisit(main, { courses }, basics) {
  const now = basics.clock.now()
  const today = localDate(now, basics.clock.timezone())
  const next = nextVisit(courses, today)
  const isNear = next !== null && daysBetween(today, next.visit.date) <= NEAR_DAYS
  reveal(main, { 'next-visit': isNear })
  if (!isNear) return
  const link = part(main, 'next-visit-link')
  link.setAttribute('href', `/${basics.language}/courses/`)
  link.textContent = basics.text.t('Next visit: %(product)s, %(moment)s', {
    product: productName(next.course, basics),
    moment: momentOf(next.visit, today, now, basics),
  })
}

/**
 * "27 March", "Thursday 14:30", "today at 14:30".
 * @param {import('../core/types.js').Visit} visit
 * @param {string} today
 * @param {number} now
 * @param {Pick<Basics, 'clock' | 'format' | 'text'>} basics
 */
function momentOf(visit, today, now, { clock, format, text }) {
  const { date, time } = visit
  const instant = instantOfVisit(visit, clock.timezone())
  if (!time) return format.day(instant, now)
  if (date === today) return text.t('today at %(time)s', { time })
  return format.moment(instant, now)
}
