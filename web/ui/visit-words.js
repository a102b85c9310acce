// Visits in words: dates, months, how a visit stands, what a series is called.
import { DAY, dayNumber } from '../core/civil.js'
import { instantOfVisit } from '../core/visit-status.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */

/** What a course without a template is called in the record. */
export const OWN_DATES = 'custom'

/**
 * "Friday 27 March".
 * @param {string} date
 * @param {Pick<Basics, 'format' | 'clock'>} basics
 */
export function dateText(date, { format, clock }) {
  return format.longDate(instantOfVisit({ date, time: null }, clock.timezone()))
}

/**
 * "27 March 2027".
 * @param {string} date
 * @param {Pick<Basics, 'format' | 'clock' | 'text'>} basics
 */
export function datedText(date, { format, clock, text }) {
  const day = format.date(instantOfVisit({ date, time: null }, clock.timezone()))
  return text.t('%(date)s %(year)s', { date: day, year: date.slice(0, 4) })
}

/**
 * "Fri 27 Mar".
 * @param {string} date
 * @param {Pick<Basics, 'format' | 'language' | 'text'>} basics
 */
export function shortText(date, { format, language, text }) {
  const weekday = calendarText(date, language, { weekday: 'short' })
  const day = format.calendarDate(dayNumber(date))
  return text.t('%(weekday)s %(date)s', { weekday, date: day })
}

/**
 * A part of a calendar date, such as the name of its month.
 * @param {string} date
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} options
 */
export function calendarText(date, language, options) {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  return format.format(dayNumber(date) * DAY)
}

/**
 * A visit with its weekday, date and time: "Friday 27 March, 10:30".
 * @param {Pick<Visit, 'date' | 'time'>} visit
 * @param {Pick<Basics, 'format' | 'clock' | 'text'>} basics
 */
export function visitDate({ date, time }, basics) {
  const day = dateText(date, basics)
  return time ? basics.text.t('%(date)s, %(time)s', { date: day, time }) : day
}

/**
 * @param {import('../core/visit-status.js').VisitStatus} status
 * @param {Pick<Basics, 'text'>} basics
 */
export function statusText(status, { text: { t } }) {
  const words = {
    done: t('done'),
    open: t('not marked'),
    next: t('next'),
    later: t('later'),
  }
  return words[status]
}

/**
 * @param {{product: string}} what
 * @param {Pick<Basics, 'protocols'>} basics
 */
export function productName({ product }, { protocols }) {
  return protocols.treatments[product]?.short ?? product
}

/**
 * The name of the rhythm that a course was made from.
 * @param {Course} course
 * @param {import('../core/types.js').Aftercare} aftercare
 * @param {Pick<Basics, 'text'>} basics
 */
export function rhythmName({ product, template }, aftercare, { text: { t } }) {
  const series = aftercare.products[product]?.courses ?? []
  return series.find(({ id }) => id === template)?.name ?? t('Your clinic’s own dates')
}
