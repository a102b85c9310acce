// What a patient sets for one product: how often, how long, and the record of it.
import { phasesOf } from './phases.js'
import { routineFrom } from './routine.js'

/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Preset} Preset */
/** @typedef {import('./types.js').Phase} Phase */
/** @typedef {Omit<Routine, 'product' | 'zones'>} Times */
/** @typedef {import('./plan-areas.js').Areas} Areas */
/** @typedef {keyof typeof LIMITS} NumberName */

/** Set by hand. */
export const CUSTOM = 'custom'
/** As the record has it, where neither a preset nor three numbers can say it. */
export const KEPT = 'kept'

/** The least and the most that can be set by hand. */
const LIMITS = { minutes: [1, 30], timesADay: [1, 12], days: [1, 60] }
export const NUMBERS = /** @type {NumberName[]} */ (Object.keys(LIMITS))

/**
 * Whether a value is a whole number within bounds.
 * @param {string | number} value
 * @param {number[]} bounds
 */
export function isWhole(value, [least, most]) {
  const number = Number(value)
  if (String(value).trim() === '' || !Number.isInteger(number)) return false
  return number >= least && number <= most
}

/**
 * Which of the three numbers cannot be kept.
 * @param {Record<NumberName, string | number>} values
 */
export function wrongNumbers(values) {
  return NUMBERS.filter((name) => !isWhole(values[name], LIMITS[name]))
}

/**
 * What stands chosen for a routine: the preset that it names or equals, or three
 * numbers, or what is kept.
 * @param {Routine} routine
 * @param {Preset[]} presets
 */
export function choiceOf(routine, presets) {
  const equal = presets.filter((preset) => asksTheSame(routine, preset))
  const isNamed = equal.some(({ id }) => id === routine.preset)
  if (routine.preset && isNamed) return routine.preset
  const isPlain = phasesOf(routine).length === 1 && !routine.untilNextVisit
  const isCustom = isPlain && wrongNumbers(routine).length === 0
  if (isCustom && routine.preset === CUSTOM) return CUSTOM
  return equal[0]?.id ?? (isCustom ? CUSTOM : KEPT)
}

/**
 * @param {Routine} routine
 * @param {Preset} preset
 */
function asksTheSame(routine, { phases, untilNextVisit }) {
  const own = phasesOf(routine)
  if (own.length !== phases.length) return false
  if (Boolean(routine.untilNextVisit) !== untilNextVisit) return false
  return phases.every(({ minutes, timesADay, days }, index) => {
    const phase = own[index]
    return (
      phase.minutes === minutes && phase.timesADay === timesADay && phase.days === days
    )
  })
}

/**
 * The times that a choice stands for.
 * @param {string} choice a preset, CUSTOM or KEPT
 * @param {Routine} kept
 * @param {Preset[]} presets
 * @param {Record<NumberName, string | number>} numbers set by hand, within their limits
 * @returns {Times}
 */
export function timesOf(choice, kept, presets, numbers) {
  if (choice === CUSTOM) {
    const [minutes, timesADay, days] = NUMBERS.map((name) => Number(numbers[name]))
    return { preset: CUSTOM, minutes, timesADay, days }
  }
  const preset = presets.find(({ id }) => id === choice)
  return timesIn(preset ? routineFrom(kept.product, preset) : kept)
}

/** @param {Routine} routine */
function timesIn({ preset, minutes, timesADay, days, then, untilNextVisit }) {
  /** @type {Times} */
  const times = { minutes, timesADay, days }
  if (preset) times.preset = preset
  if (then) times.then = then
  if (untilNextVisit) times.untilNextVisit = true
  return times
}

/**
 * The record to keep: the old one with other times and areas. What a clearance had
 * narrowed is settled by it.
 * @param {Routine} kept
 * @param {Times} times
 * @param {Areas} areas
 * @returns {Routine}
 */
export function rewritten(kept, times, { zones, manner }) {
  const { wider, preset, then, untilNextVisit, manner: old, ...rest } = kept
  const isPersonal = Object.keys(manner).length > 0
  return { ...rest, ...times, zones, ...(isPersonal && { manner }) }
}

/**
 * The first phase in which there is a massage at all.
 * @param {Phase[]} phases
 */
export function firstMassages(phases) {
  return phases.find(({ timesADay }) => timesADay > 0)
}

/**
 * What a phase comes to.
 * @param {Phase} phase
 */
export function sumOf({ minutes, timesADay, days }) {
  const massages = timesADay * days
  return { massages, days, minutes: massages * minutes }
}
