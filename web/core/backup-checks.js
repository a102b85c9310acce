// Checks of single values that come from a file: each answers whether a value may pass.
import { dateOf, dayNumber, instantOfIso, isTime } from './civil.js'

/** @typedef {(value: unknown) => boolean} Check */
/** @typedef {Record<string, Check>} Shape */

const ID = /^[\w:.-]{1,64}$/
const DATE = /^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/
const INSTANT = /^([\d-]{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/

/** @type {Check} */
export const isBoolean = (value) => typeof value === 'boolean'
/** @type {(most: number, least?: number) => Check} */
export const text =
  (most, least = 0) =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most
/** @type {(pattern: RegExp) => Check} */
const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value)
/** @type {(least: number, most: number) => Check} */
export const number = (least, most) => (value) =>
  typeof value === 'number' && value >= least && value <= most
/** @type {(least: number, most: number) => Check} */
export const whole = (least, most) => (value) =>
  Number.isInteger(value) && number(least, most)(value)
/** @type {(...values: unknown[]) => Check} */
export const oneOf =
  (...values) =>
  (value) =>
    values.includes(value)
/** @type {(check: Check) => Check} */
export const orNull = (check) => (value) => value === null || check(value)
/** @type {(check: Check) => Check} */
export const optional = (check) => (value) => value === undefined || check(value)
/** @type {(check: Check, most: number) => Check} */
export const list = (check, most) => (value) =>
  Array.isArray(value) && value.length <= most && value.every(check)
/** @type {(check: Check, most: number) => Check} */
export const table = (check, most) => (value) => {
  if (!isRecord(value)) return false
  const entries = Object.entries(value)
  return (
    entries.length <= most && entries.every(([key, own]) => isId(key) && check(own))
  )
}
/** @type {(shape: Shape) => Check} */
export const record = (shape) => (value) => isRecord(value) && fits(value, shape)

export const isId = like(ID)
/** @type {Check} */
export const isTimeOfDay = (value) => typeof value === 'string' && isTime(value)

/** @type {Check} */
export function isDate(value) {
  return (
    typeof value === 'string' && DATE.test(value) && dateOf(dayNumber(value)) === value
  )
}

/** @type {Check} */
export function isInstant(value) {
  const match = typeof value === 'string' && INSTANT.exec(value)
  return match && isDate(match[1]) ? Number.isFinite(instantOfIso(match[0])) : false
}

/**
 * Whether a value has names and values of its own.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Names beyond the shape are welcome: a newer version of the app may have written them.
 * @param {Record<string, unknown>} value
 * @param {Shape} shape
 */
function fits(value, shape) {
  return Object.entries(shape).every(([name, check]) => check(value[name]))
}
