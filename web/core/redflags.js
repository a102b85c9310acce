// Signs that mean stop: they latch until the clinic has cleared them.
import { isoOf } from './civil.js'

/** @typedef {import('./types.js').Flag} Flag */

const STRICTNESS = { yellow: 0, orange: 1, red: 2 }

/** Numbers that answer in an emergency, by region; anywhere else 112 is tried first. */
const EMERGENCY = /** @type {Record<string, string>} */ ({
  AU: '000',
  CA: '911',
  GB: '999',
  MX: '911',
  NZ: '111',
  US: '911',
})

/**
 * The flag that a sign raises; it counts everywhere until it is cleared.
 * @param {string} sign
 * @param {Record<string, import('./types.js').Level>} levels
 * @param {string} id
 * @param {number} now
 * @returns {Flag}
 */
export function raise(sign, levels, id, now) {
  const level = levels[sign]
  return { id, sign, level, zones: [], at: isoOf(now), clearedAt: null, clearedBy: '' }
}

/**
 * The flag after the clinic's word.
 * @param {Flag} flag
 * @param {string} by
 * @param {number} now
 * @returns {Flag}
 */
export function cleared(flag, by, now) {
  return { ...flag, clearedAt: isoOf(now), clearedBy: by }
}

/**
 * Flags that still stand, the gravest first.
 * @param {Flag[]} flags
 */
export function openFlags(flags) {
  const open = flags.filter((flag) => !flag.clearedAt)
  return open.sort((a, b) => STRICTNESS[b.level] - STRICTNESS[a.level])
}

/**
 * @param {string} locale a BCP 47 tag such as "en-US"
 */
export function emergencyNumber(locale) {
  const region = locale.split('-').find((part) => /^[A-Z]{2}$/.test(part))
  return EMERGENCY[region ?? ''] ?? '112'
}
