// When to massage: the sessions of one date, spread over the hours that the patient is up.
// Spread by the clock on the wall, in minutes from midnight; given as instants.
import {
  daysBetween,
  HOUR,
  instantOf,
  isTime,
  localDate,
  localTime,
  MINUTE,
} from './civil.js'

/** Never two within an hour: from the end of one to the start of the next. */
export const REST_MS = HOUR
const REST = REST_MS / MINUTE
/** Where there is room, the first and the last stay this far from a night's sleep. */
const CALM = 60
/** The last one has to find its time before the day is over. */
const ROOM = 5
/** People say 13:00 or 13:05. */
const GRAIN = 5
const MIDNIGHT = 24 * 60
const DAY_STARTS = '08:00'
const DAY_ENDS = '22:00'

/**
 * One calendar date, and when the patient is up on it ("HH:MM", local to `timezone`).
 * @typedef {{date: string, dayStarts: string, dayEnds: string, timezone: string}} Day
 *
 * What the date asks for, and what was held of it. `last` counts whether it was whole or
 * not; `from`: none earlier, because of a visit or a block.
 * @typedef {{count: number, done: number, from?: number,
 *   last?: {startedAt: number, endedAt: number} | null}} Asked
 *
 * The minutes of a date in which sessions may begin: preferably until `calm`, at the
 * latest at `last`.
 * @typedef {{from: number, calm: number, last: number}} Hours
 */

/**
 * The waking day that the patient has set, or the usual one.
 * @param {import('./types.js').Settings} settings
 */
export function wakingDay({ dayStarts = '', dayEnds = '' }) {
  return {
    dayStarts: isTime(dayStarts) ? dayStarts : DAY_STARTS,
    dayEnds: isTime(dayEnds) ? dayEnds : DAY_ENDS,
  }
}

/**
 * The instants of the sessions that are left on a date, as many as find room. They keep
 * their places until one of them is too near to the last massage or to a block; then the
 * rest spreads anew over what is left of the day. Is the first one overdue, it is due now.
 * @param {Day} day
 * @param {Asked} asked
 * @param {number} [now] none before it
 * @returns {number[]} in order, never two within an hour
 */
export function timesOn(day, asked, now = -Infinity) {
  const hours = hoursOf(day)
  const times = instantsOf(planned(day, asked, hours), hours, day)
  if (times.length === 0 || times[0] >= now) return times
  const late = spread(asked.count - asked.done, roundUp(minuteOf(now, day)), hours)
  const [first, ...later] = instantsOf(late, hours, day)
  return first === undefined ? [] : [now, ...later]
}

/**
 * A massage counts for the date on which it begins, so a day that ends after midnight is
 * cut there; the longer piece is the one that is used.
 * @param {Day} day
 * @returns {Hours}
 */
function hoursOf({ dayStarts, dayEnds }) {
  const [start, end] = [minutesOf(dayStarts), minutesOf(dayEnds)]
  const isCut = end <= start
  const isLate = isCut && MIDNIGHT - start >= end
  const until = isLate ? MIDNIGHT : end
  return {
    from: isCut && !isLate ? 0 : start,
    calm: roundDown(until - CALM),
    last: roundDown(until - ROOM),
  }
}

/**
 * @param {Day} day
 * @param {Asked} asked
 * @param {Hours} hours
 * @returns {number[]} minutes
 */
function planned(day, asked, hours) {
  const { count, done, last } = asked
  const left = count - done
  if (left <= 0) return []
  const earliest = Math.max(hours.from, earliestOf(asked, day))
  const kept = placesOf(asked, day, hours).slice(done)
  const isWhole = done === 0 || kept.length === left
  if (isWhole && kept[0] >= earliest) return kept
  const start = last ? minuteOf(last.startedAt, day) : -Infinity
  const even = last ? start + (hours.calm - start) / left : -Infinity
  return spread(left, roundUp(Math.max(earliest, even)), hours)
}

/**
 * The places of all sessions of the date, as if none had been held yet.
 * @param {Asked} asked
 * @param {Day} day
 * @param {Hours} hours
 */
function placesOf({ count, from }, day, hours) {
  const room = hours.last - (count - 1) * REST
  const calm = Math.max(hours.from, Math.min(hours.from + CALM, room))
  const middle = (hours.from + hours.calm + CALM) / 2
  const first = Math.max(count === 1 ? middle : calm, earliestOf({ from }, day))
  return spread(count, roundUp(first), hours)
}

/**
 * @param {Pick<Asked, 'from' | 'last'>} asked
 * @param {Day} day
 */
function earliestOf({ from = -Infinity, last = null }, day) {
  const rested = last ? last.endedAt + REST_MS : -Infinity
  const earliest = Math.max(from, rested)
  return earliest === -Infinity ? earliest : minuteOf(earliest, day)
}

/**
 * Up to `count` minutes from `first` on, evenly; fewer where they would be too close.
 * @param {number} count
 * @param {number} first a multiple of the grain
 * @param {Hours} hours
 */
function spread(count, first, { calm, last }) {
  const fitting = Math.min(count, Math.floor((last - first) / REST) + 1)
  if (fitting < 1) return []
  const end = Math.min(last, Math.max(calm, first + (fitting - 1) * REST))
  const gap = fitting > 1 ? (end - first) / (fitting - 1) : 0
  return Array.from({ length: fitting }, (_, index) => {
    return Math.round((first + index * gap) / GRAIN) * GRAIN
  })
}

/**
 * Where clocks go forward an hour on the wall is less than one: then the next waits.
 * @param {number[]} minutes
 * @param {Hours} hours
 * @param {Day} day
 */
function instantsOf(minutes, { last }, day) {
  if (minutes.length === 0) return []
  const at = (/** @type {number} */ minute) =>
    instantOf(day.date, timeOf(minute), day.timezone)
  const end = at(last)
  let earliest = -Infinity
  const instants = minutes.map((minute) => {
    const instant = Math.max(at(minute), earliest)
    earliest = instant + REST_MS
    return instant
  })
  return instants.filter((instant) => instant <= end)
}

/**
 * The minute of a date at which an instant has come; beyond its midnights for others.
 * @param {number} instant
 * @param {Day} day
 */
function minuteOf(instant, { date, timezone }) {
  const come = instant + MINUTE - 1
  const days = daysBetween(date, localDate(come, timezone))
  return days * MIDNIGHT + minutesOf(localTime(come, timezone))
}

/** @param {string} time "HH:MM" */
function minutesOf(time) {
  const [hours, minutes] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** @param {number} minute of the day */
function timeOf(minute) {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':')
}

/** @param {number} minute */
function roundUp(minute) {
  return Math.ceil(minute / GRAIN) * GRAIN
}

/** @param {number} minute */
function roundDown(minute) {
  return Math.floor(minute / GRAIN) * GRAIN
}
