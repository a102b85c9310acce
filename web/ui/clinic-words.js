// Days and moments as a clinic prints them: with their weekday, whatever day it is now.
import { restrictsFrom } from '../core/gate.js'

/** @typedef {Pick<import('../entry/basics.js').Basics, 'text' | 'format'>} Basics */

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
  const instant = restrictsFrom(/** @type {any} */ (visit))
  return visit.time ? momentText(instant, basics) : basics.format.longDate(instant)
}
