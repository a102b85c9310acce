// Whether a plan that came in a link may be shown at all. Its sum may be right and every
// word of it wrong: whoever knows the code can write what they like.
import { DAY, dayNumber, instantOfIso, isTime } from './civil.js'
import { phasesOf } from './phases.js'
import { isNumber } from './phone.js'
import { wrongNumbers } from './plan.js'
import { areSeconds } from './plan-areas.js'
import { isLength } from './windows.js'

/** @typedef {import('./types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./types.js').Protocols} Protocols */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').PlannedTreatment} PlannedTreatment */

export const LONGEST_NAME = 120
const LONGEST_PHONE = 40
export const LONGEST_NOTE = 400
/** More of a kind make no plan any more. */
export const MOST = 40
const MOST_PHASES = 8
const OLDEST_DAYS = 5 * 366
const FURTHEST_DAYS = 366
const LANGUAGE = /^[a-z]{2,8}$/
const TIMEZONE = /^[\w+\-/:]{1,64}$/
/** What breaks a line or turns it round, and halves of letters. */
const UNPRINTED = /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]+/gu

/**
 * A text as it can stand in a line.
 * @param {string} text
 */
export function printed(text) {
  return text.replace(UNPRINTED, ' ').trim()
}

/**
 * Whether all that a plan says is within bounds. Words are never read as anything but
 * words; they must only not turn the page around.
 * @param {ClinicPlan} plan
 * @param {Protocols} protocols
 */
export function isSound(
  { language, clinic, treatments, routines, clearances },
  protocols,
) {
  const { name, phone } = clinic
  return (
    LANGUAGE.test(language) &&
    isText(name, LONGEST_NAME) &&
    (phone === '' || (isText(phone, LONGEST_PHONE) && isNumber(phone))) &&
    [treatments, routines, clearances].every((list) => list.length <= MOST) &&
    treatments.every((visit) => isVisit(visit, protocols)) &&
    routines.every((routine) => isRoutine(routine, protocols)) &&
    isOnce(routines.map(({ product }) => product)) &&
    clearances.every(
      ({ zones, note }) => zones.length > 0 && isText(note, LONGEST_NOTE),
    )
  )
}

/**
 * Whether every visit lies about now: neither long past nor far ahead.
 * @param {ClinicPlan} plan
 * @param {number} now
 */
export function isNear({ treatments, madeAt }, now) {
  const today = Math.floor(now / DAY)
  const made = Math.floor(instantOfIso(madeAt) / DAY)
  const days = [made, ...treatments.map(({ date }) => dayNumber(date))]
  return days.every((day) => {
    return day >= today - OLDEST_DAYS && day <= today + FURTHEST_DAYS
  })
}

/**
 * @param {string} text
 * @param {number} longest
 */
function isText(text, longest) {
  return text.length <= longest && printed(text) === text
}

/**
 * @param {PlannedTreatment} visit
 * @param {Protocols} protocols
 */
function isVisit(
  { product, time, timezone, zones, windows = {} },
  { treatments, ...rules },
) {
  const { parts, windows: known } = treatments[product]
  const partOf = new Map(rules.zones.map(({ id, part }) => [id, part]))
  return (
    (time === null || isTime(time)) &&
    TIMEZONE.test(timezone) &&
    zones.length > 0 &&
    zones.every((zone) => parts.some((part) => part === partOf.get(zone))) &&
    Object.values(windows).every(isLength) &&
    Object.keys(windows).every((id) => known.some((window) => window.id === id))
  )
}

/**
 * @param {Routine} routine
 * @param {Protocols} protocols
 */
function isRoutine({ manner = {}, ...routine }, { treatments }) {
  const phases = phasesOf(routine)
  return (
    treatments[routine.product].routine !== null &&
    phases.length <= MOST_PHASES &&
    phases.every(({ timesADay, ...own }) => {
      // A phase may be one of rest.
      return wrongNumbers({ ...own, timesADay: timesADay || 1 }).length === 0
    }) &&
    isOnce(routine.zones) &&
    Object.values(manner).every(({ seconds }) => areSeconds(String(seconds ?? '')))
  )
}

/** @param {string[]} names */
function isOnce(names) {
  return new Set(names).size === names.length
}
