// Signs that mean stop: they latch until the clinic has cleared them.
import {
  instantOf,
  instantOfIso,
  isoOf,
  localDate,
  localTime,
  MINUTE,
} from './civil.js'

/** @typedef {import('./types.js').Flag} Flag */

/**
 * A day and a time as the patient writes them down.
 * @typedef {{date: string, time: string}} Written
 */

const STRICTNESS = { yellow: 0, orange: 1, red: 2 }
const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/

/**
 * The flag that a sign raises. Without zones it counts everywhere.
 * @param {string} sign
 * @param {Record<string, import('./types.js').Level>} levels
 * @param {string} id
 * @param {number} now
 * @param {string[]} [zones]
 * @returns {Flag}
 */
export function raise(sign, levels, id, now, zones = []) {
  const level = levels[sign]
  return { id, sign, level, zones, at: isoOf(now), clearedAt: null, clearedBy: '' }
}

/**
 * A flag that was raised once more: it counts wherever either of the two does.
 * @param {Flag} flag
 * @param {string[]} zones
 * @returns {Flag}
 */
export function widened(flag, zones) {
  const isEverywhere = flag.zones.length === 0 || zones.length === 0
  const both = new Set([...flag.zones, ...zones])
  return { ...flag, zones: isEverywhere ? [] : [...both] }
}

/**
 * The flag after the clinic's word.
 * @param {Flag} flag
 * @param {string} by
 * @param {number} at when they said so
 * @returns {Flag}
 */
export function cleared(flag, by, at) {
  return { ...flag, clearedAt: isoOf(at), clearedBy: by }
}

/**
 * What stands against a written time of clearance, or the instant it means: neither
 * before the flag nor in the future, to the minute. Where clocks go back a time comes
 * twice, so the future is what the wall clock has not shown yet.
 * @param {Flag} flag
 * @param {Written} written
 * @param {string} timezone
 * @param {number} now
 * @returns {{problem: 'missing' | 'future' | 'early'} | {at: number}}
 */
export function clearingOf(flag, { date, time }, timezone, now) {
  if (!DATE.test(date) || !TIME.test(time)) return { problem: 'missing' }
  const present = writtenAt(now, timezone)
  if (date + time > present.date + present.time) return { problem: 'future' }
  const raised = Math.min(instantOfIso(flag.at), now)
  const at = instantOf(date, time, timezone)
  if (at + MINUTE <= raised) return { problem: 'early' }
  return { at: Math.min(now, Math.max(raised, at)) }
}

/**
 * An instant as it is written down, to the minute.
 * @param {number} instant
 * @param {string} timezone
 * @returns {Written}
 */
export function writtenAt(instant, timezone) {
  return { date: localDate(instant, timezone), time: localTime(instant, timezone) }
}

/**
 * Flags that still stand: the gravest first, then the latest.
 * @param {Flag[]} flags
 */
export function openFlags(flags) {
  const open = flags.filter((flag) => !flag.clearedAt)
  return open.sort(
    (a, b) => STRICTNESS[b.level] - STRICTNESS[a.level] || later(b.at, a.at),
  )
}

/**
 * Flags that the clinic has cleared, the latest word first.
 * @param {Flag[]} flags
 */
export function clearedFlags(flags) {
  const past = flags.filter((flag) => flag.clearedAt)
  return past.sort((a, b) => later(b.clearedAt ?? '', a.clearedAt ?? ''))
}

/**
 * @param {string} a
 * @param {string} b
 */
function later(a, b) {
  return instantOfIso(a) - instantOfIso(b)
}

/**
 * Whether a sign may belong to what was done; one that names no product belongs to all.
 * @param {string[]} after products that the sign belongs to
 * @param {string[]} products that were used
 */
export function concerns(after, products) {
  return after.length === 0 || after.some((product) => products.includes(product))
}

/**
 * The number to call in an emergency: the patient's own, else the region's.
 * @param {string} locale a BCP 47 tag such as "en-US"
 * @param {import('./types.js').Protocols['emergency']} emergency
 * @param {string} [own]
 */
export function emergencyNumber(locale, { anywhere, numbers }, own = '') {
  return own || (numbers[regionOf(locale)] ?? anywhere)
}

/**
 * "US" of "en-US"; what stands behind a single letter is no region.
 * @param {string} locale
 */
function regionOf(locale) {
  const match = /^[a-z]{2,8}(?:-[a-z]{4})?-([a-z]{2})(?:-|$)/i.exec(locale)
  return match ? match[1].toUpperCase() : ''
}
