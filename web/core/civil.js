// Calendar dates and times of day in a time zone. No clock: an instant is an argument.

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The last minute of a day: when a visit's time is unknown, restrictions count from it. */
export const END_OF_DAY = '23:59'

const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * Whether a text is a time of day as a field gives it, "HH:MM".
 * @param {string} text
 */
export function isTime(text) {
  return TIME.test(text)
}

/**
 * Days since 1970-01-01 of a calendar date "YYYY-MM-DD" (proleptic Gregorian).
 * @param {string} date
 */
export function dayNumber(date) {
  const [year, month, day] = date.split('-').map(Number)
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146097 + yearOfEra * 365 + leapDays + dayOfYear - 719468
}

/**
 * The calendar date of a day number: what `dayNumber` undoes. Every verdict asks for it,
 * and the browser's own calendar is slow to answer.
 * @param {number} day
 */
export function dateOf(day) {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const leapDays =
    Math.floor(dayOfEra / 1460) -
    Math.floor(dayOfEra / 36524) +
    Math.floor(dayOfEra / 146096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const yearStart =
    365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - yearStart
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = ((fromMarch + 2) % 12) + 1
  const year = era * 400 + yearOfEra + Number(month <= 2)
  return [padded(year, 4), padded(month, 2), padded(dayOfMonth, 2)].join('-')
}

/**
 * @param {number} number
 * @param {number} digits
 */
function padded(number, digits) {
  return String(number).padStart(digits, '0')
}

/**
 * Whether a text is a day of the calendar, "YYYY-MM-DD".
 * @param {string} text
 */
function isDay(text) {
  return DATE.test(text) && dateOf(dayNumber(text)) === text
}

/**
 * Whether a visit has a day, and a time of day or none.
 * @param {string} date
 * @param {string | null} time
 */
export function isMoment(date, time) {
  return isDay(date) && isTime(time ?? END_OF_DAY)
}

/**
 * For sorting texts that stand for dates or instants: equal ones keep their order.
 * @param {string} one
 * @param {string} other
 */
export function compare(one, other) {
  return one < other ? -1 : Number(one > other)
}

/**
 * How many midnights lie between two calendar dates.
 * @param {string} from
 * @param {string} to
 */
export function daysBetween(from, to) {
  return dayNumber(to) - dayNumber(from)
}

/**
 * The calendar date on the wall at an instant.
 * @param {number} instant
 * @param {string} timezone
 */
export function localDate(instant, timezone) {
  const { year, month, day } = wallParts(instant, timezone)
  return `${year}-${month}-${day}`
}

/**
 * The time of day "HH:MM" on the wall at an instant.
 * @param {number} instant
 * @param {string} timezone
 */
export function localTime(instant, timezone) {
  const { hour, minute } = wallParts(instant, timezone)
  return `${hour}:${minute}`
}

/**
 * The instant of a local date and time. Where clocks go back a time comes twice, where
 * they go forward it is missing: the later reading, so that no restriction ends early.
 * @param {string} date
 * @param {string} time "HH:MM"
 * @param {string} timezone
 */
export function instantOf(date, time, timezone) {
  const { candidates, readings } = readingsOf(date, time, timezone)
  return Math.max(...(readings.length ? readings : candidates))
}

/**
 * The first instant of a calendar date.
 * @param {string} date
 * @param {string} timezone
 */
export function startOfDate(date, timezone) {
  const { candidates, readings } = readingsOf(date, '00:00', timezone)
  return readings.length ? Math.min(...readings) : Math.max(...candidates)
}

/** @typedef {{candidates: number[], readings: number[]}} Readings */

/**
 * What was worked out before: the same few visits and midnights are asked for again and
 * again, and a time zone's table is slow to read.
 * @type {Map<string, Readings>}
 */
const known = new Map()
/** More than any record asks for in a day. */
const KNOWN = 4096

/**
 * @param {string} date
 * @param {string} time
 * @param {string} timezone
 */
function readingsOf(date, time, timezone) {
  const asked = `${date} ${time} ${timezone}`
  const before = known.get(asked)
  if (before) return before
  if (known.size >= KNOWN) known.clear()
  const found = readings(date, time, timezone)
  known.set(asked, found)
  return found
}

/**
 * @param {string} date
 * @param {string} time
 * @param {string} timezone
 * @returns {Readings}
 */
function readings(date, time, timezone) {
  const [hours, minutes] = time.split(':').map(Number)
  const wall = dayNumber(date) * DAY + hours * HOUR + minutes * MINUTE
  const offsets = [wall - DAY, wall + DAY].map((near) => offsetAt(near, timezone))
  const candidates = offsets.map((offset) => wall - offset)
  const met = candidates.filter((at) => at + offsetAt(at, timezone) === wall)
  return { candidates, readings: met }
}

/**
 * How far the wall clock is ahead of UTC, in milliseconds.
 * @param {number} instant
 * @param {string} timezone
 */
function offsetAt(instant, timezone) {
  const { year, month, day, hour, minute, second } = wallParts(instant, timezone)
  const wall = dayNumber(`${year}-${month}-${day}`) * DAY
  const time = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND
  return wall + time - Math.floor(instant / SECOND) * SECOND
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/**
 * @param {number} instant
 * @param {string} timezone
 * @returns {Record<string, string>}
 */
function wallParts(instant, timezone) {
  const parts = formatFor(timezone).formatToParts(instant)
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
}

/**
 * A zone that this phone does not know counts as the last one on earth to reach a time.
 * @param {string} timezone
 */
function formatFor(timezone) {
  const opened = formats.get(timezone)
  if (opened) return opened
  const format = knownFormat(timezone) ?? wallFormat('Etc/GMT+12')
  formats.set(timezone, format)
  return format
}

/** @param {string} timezone */
function knownFormat(timezone) {
  try {
    return wallFormat(timezone)
  } catch {
    return null
  }
}

/** @param {string} timezone */
function wallFormat(timezone) {
  return new Intl.DateTimeFormat('en-CA-u-ca-iso8601-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?Z$/

/**
 * The instant of an ISO 8601 text in UTC ("2026-11-20T15:00:00Z"); NaN if it is none.
 * @param {string} text
 */
export function instantOfIso(text) {
  const match = ISO.exec(text)
  if (!match) return NaN
  const [, date, hours, minutes, seconds, fraction = ''] = match
  const time =
    Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
  return dayNumber(date) * DAY + time + Number(fraction.padEnd(3, '0'))
}

/**
 * An instant as ISO 8601 in UTC, whole seconds.
 * @param {number} instant
 */
export function isoOf(instant) {
  const { year, month, day, hour, minute, second } = wallParts(instant, 'UTC')
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
