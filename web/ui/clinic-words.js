// Days and moments as a clinic prints them: with their weekday, whatever day it is now.
import { localDate } from '../core/civil.js'
import { restrictsFrom } from '../core/gate.js'
import { dateText } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} All */
/** @typedef {Pick<All, 'text' | 'format' | 'clock'>} Basics */

/**
 * "Sunday 22 March, 11:30".
 * @param {number} instant
 * @param {Basics} basics
 */
export function momentText(instant, { text: { t }, format }) {
  return t('%(weekday)s %(date)s, %(time)s', {
    weekday: format.weekday(instant),
    date: format.date(instant),
    time: format.time(instant),
  })
}

/**
 * "Friday 20 March, 11:30"; without a known time the day alone.
 * @param {Pick<import('../core/types.js').Treatment, 'date' | 'time' | 'timezone'>} visit
 * @param {Basics} basics
 */
export function dayText(visit, basics) {
  return visit.time
    ? momentText(restrictsFrom(/** @type {any} */ (visit)), basics)
    : dateText(visit.date, basics)
}

/**
 * Dates of another year say so: a plan may be an old one, or wait for long.
 * @param {All} basics
 * @returns {All}
 */
export function withYears(basics) {
  const { format, clock } = basics
  const yearOf = (/** @type {number} */ instant) => {
    return localDate(instant, clock.timezone()).slice(0, 4)
  }
  const isNow = (/** @type {number} */ instant) => {
    return yearOf(instant) === yearOf(clock.now())
  }
  return {
    ...basics,
    format: {
      ...format,
      date: (at) => (isNow(at) ? format.date(at) : format.fullDate(at)),
      longDate: (at) => (isNow(at) ? format.longDate(at) : format.fullDate(at)),
    },
  }
}
