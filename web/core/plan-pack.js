// A plan as its link has it, and back: dates as days, a usual rhythm by its place.
import { DAY, dateOf, dayNumber, instantOfIso, isoOf, MINUTE, SECOND } from './civil.js'
import { phasesOf } from './phases.js'
import { printed } from './plan-check.js'
import { CUSTOM } from './plan.js'
import { placeOf, rhythmAt, timesOf } from './plan-rhythms.js'
import { Unknown } from './plan-shapes.js'
import { isLength } from './windows.js'

/** @typedef {import('./types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Manner} Manner */
/** @typedef {import('./types.js').PlannedTreatment} PlannedTreatment */
/** @typedef {import('./plan-code.js').Packed} Packed */

/** Links count from the start of 2020. */
const EPOCH = 1577836800000
const MINUTES_OF_HOUR = 60

/**
 * @param {ClinicPlan} plan
 * @returns {Packed}
 */
export function packed({ own, language, madeAt, clinic, ...lists }) {
  const made = Math.max(EPOCH, instantOfIso(madeAt))
  const timezones = [...new Set(lists.treatments.map(({ timezone }) => timezone))]
  return {
    own,
    language,
    made: Math.floor((made - EPOCH) / SECOND),
    name: printed(clinic.name),
    phone: printed(clinic.phone),
    timezones,
    treatments: lists.treatments.map((visit) => packedVisit(visit, made, timezones)),
    routines: lists.routines.map(packedRoutine),
    clearances: lists.clearances.map(({ zones, note }) => {
      return { zones, note: printed(note) }
    }),
  }
}

/**
 * @param {PlannedTreatment} visit
 * @param {number} made
 * @param {string[]} timezones
 * @returns {Packed['treatments'][0]}
 */
function packedVisit(
  { product, date, time, timezone, zones, windows },
  made,
  timezones,
) {
  const [hours, minutes] = (time ?? '').split(':').map(Number)
  const set = Object.entries(windows ?? {}).filter(([, untilMs]) => isLength(untilMs))
  return {
    product,
    day: dayNumber(date) - Math.floor(made / DAY),
    minute: time === null ? null : hours * MINUTES_OF_HOUR + minutes,
    timezone: timezones.indexOf(timezone),
    zones,
    // Rounded up: no restriction ends early.
    windows: set.map(([id, untilMs]) => ({ id, minutes: Math.ceil(untilMs / MINUTE) })),
  }
}

/**
 * @param {Routine} routine
 * @returns {Packed['routines'][0]}
 */
function packedRoutine(routine) {
  const place = placeOf(routine)
  const isUsual = place >= 0
  const { product, preset, untilNextVisit, zones, manner = {} } = routine
  return {
    product,
    rhythm: isUsual ? place : null,
    phases: isUsual ? [] : phasesOf(routine),
    isCustom: !isUsual && preset === CUSTOM,
    untilNextVisit: !isUsual && Boolean(untilNextVisit),
    zones,
    manner: Object.entries(manner).map(([zone, { seconds, intensity, direction }]) => ({
      zone,
      seconds: seconds ?? null,
      intensity: intensity ?? null,
      direction: direction ?? null,
    })),
  }
}

/**
 * @param {Packed} plan
 * @returns {ClinicPlan}
 */
export function unpacked({ own, language, made, name, phone, timezones, ...lists }) {
  const instant = EPOCH + made * SECOND
  return {
    clinic: { name, phone },
    language,
    madeAt: isoOf(instant),
    own,
    treatments: lists.treatments.map((visit) =>
      unpackedVisit(visit, instant, timezones),
    ),
    routines: lists.routines.map(unpackedRoutine),
    clearances: lists.clearances,
  }
}

/**
 * @param {Packed['treatments'][0]} visit
 * @param {number} made
 * @param {string[]} timezones
 * @returns {PlannedTreatment}
 */
function unpackedVisit(
  { product, day, minute, timezone, zones, windows },
  made,
  timezones,
) {
  const set = windows.map(({ id, minutes }) => [id, minutes * MINUTE])
  return {
    product,
    date: dateOf(Math.floor(made / DAY) + day),
    time: minute === null ? null : timeOf(minute),
    timezone: timezones[timezone] ?? '',
    zones,
    ...(set.length > 0 && { windows: Object.fromEntries(set) }),
  }
}

/** @param {number} minute of the day */
function timeOf(minute) {
  const parts = [Math.floor(minute / MINUTES_OF_HOUR), minute % MINUTES_OF_HOUR]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/**
 * @param {Packed['routines'][0]} routine
 * @returns {Routine}
 */
function unpackedRoutine({
  product,
  rhythm,
  phases,
  isCustom,
  untilNextVisit,
  ...where
}) {
  const times =
    rhythm === null
      ? timesOf(phases, isCustom ? CUSTOM : undefined, untilNextVisit)
      : rhythmAt(rhythm)
  if (!times) throw new Unknown('A link names a rhythm that is not known here')
  const manner = where.manner.map(({ zone, ...own }) => [zone, mannerOf(own)])
  return {
    product,
    ...times,
    zones: where.zones,
    ...(manner.length > 0 && { manner: Object.fromEntries(manner) }),
  }
}

/**
 * @param {{seconds: number | null, intensity: string | null, direction: string | null}}
 *   manner
 * @returns {Manner}
 */
function mannerOf({ seconds, intensity, direction }) {
  return /** @type {Manner} */ ({
    ...(seconds !== null && { seconds }),
    ...(intensity !== null && { intensity }),
    ...(direction !== null && { direction }),
  })
}
