// Waiting times as a clinic writes them: a whole number of hours or days.
import { DAY, HOUR } from './civil.js'
import { LONGEST_WINDOW } from './windows.js'

/** @typedef {keyof typeof UNITS} Unit */

export const UNITS = { hours: HOUR, days: DAY }
/** Below three days people count in hours. */
const FEW_DAYS = 3 * DAY

/**
 * How a length is usually said: "48 hours", "14 days".
 * @param {number} ms
 * @returns {Unit}
 */
export function unitOf(ms) {
  return ms >= FEW_DAYS && ms % DAY === 0 ? 'days' : 'hours'
}

/**
 * The length that is written: null where nothing is, NaN where it cannot be meant.
 * @param {string} value
 * @param {Unit} unit
 */
export function lengthOf(value, unit) {
  if (value.trim() === '') return null
  const ms = Number(value) * UNITS[unit]
  const isWhole = Number.isInteger(Number(value))
  return isWhole && ms >= 0 && ms <= LONGEST_WINDOW ? ms : NaN
}
