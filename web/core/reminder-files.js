// The calendar files of a patient, and what has been handed out before.
import { calendarOf, cancellationOf, startOf } from './calendar.js'
import { localDate, localTime } from './civil.js'

/** @typedef {import('./calendar.js').Entry} Entry */
/** @typedef {import('./calendar.js').Gone} Gone */
/** @typedef {import('./reminders.js').Wish} Wish */

/** The record may have been edited by hand. */
const START = /^\d{8}(T\d{6})?$/

/**
 * The two files: one adds, and takes out what was handed out before and is not asked for
 * any more; one takes everything out.
 * @param {Entry[]} entries
 * @param {Wish} wish
 * @param {number} now
 */
export function filesOf(entries, { kept, text, timezone }, now) {
  const given = stillAhead(kept.settings.reminded ?? {}, now, timezone)
  const wanted = new Set(entries.map(({ uid }) => uid))
  const gone = given.filter(({ uid }) => !wanted.has(uid))
  const rest = { title: text.t('A moment for you'), stamp: now }
  return {
    add: calendarOf(entries, { ...rest, gone }),
    cancel: cancellationOf(given, rest),
    given: given.length,
  }
}

/**
 * What the calendar holds once these are added: identifier → start, to be kept.
 * @param {Entry[]} entries
 * @param {Record<string, string>} reminded what it held before
 * @param {number} now
 * @param {string} timezone
 */
export function remindedWith(entries, reminded, now, timezone) {
  const all = [...stillAhead(reminded, now, timezone), ...entries]
  return Object.fromEntries(all.map(({ uid, start }) => [uid, start]))
}

/**
 * @param {Record<string, string>} reminded
 * @param {number} now
 * @param {string} timezone
 * @returns {Gone[]}
 */
function stillAhead(reminded, now, timezone) {
  const moment = startOf(localDate(now, timezone), localTime(now, timezone))
  return Object.entries(reminded)
    .map(([uid, start]) => ({ uid, start }))
    .filter(({ start }) => START.test(start))
    .filter(({ start }) => start >= moment.slice(0, start.length))
}
