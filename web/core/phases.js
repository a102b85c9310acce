// The phases of a routine: some days with the same massages, one after the other.
import { daysBetween } from './civil.js'

/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Phase} Phase */

/**
 * The stretches of a routine, one after the other; none if there is to be no massage.
 * @param {Routine} routine
 * @returns {Phase[]}
 */
export function phasesOf({ minutes, timesADay, days, then = [] }) {
  return days > 0 ? [{ minutes, timesADay, days }, ...then] : []
}

/**
 * The phases after one visit: the last one ends before the next appointment, where the
 * clinic asked for massage until then (S8).
 * @param {Routine} routine
 * @param {Treatment} treatment
 * @param {import('./types.js').Course[]} [courses]
 * @returns {Phase[]}
 */
export function phasesAfter(routine, treatment, courses = []) {
  const phases = phasesOf(routine)
  const next = routine.untilNextVisit && nextAppointment(treatment, courses)
  if (!next || phases.length === 0) return phases
  const earlier = phases.slice(0, -1)
  const last = phases[phases.length - 1]
  const room = daysBetween(treatment.date, next) - daysIn(earlier)
  const days = Math.min(last.days, Math.max(0, room))
  return days > 0 ? [...earlier, { ...last, days }] : earlier
}

/**
 * @param {Treatment} treatment
 * @param {import('./types.js').Course[]} courses
 */
function nextAppointment({ product, date }, courses) {
  const dates = courses
    .filter((course) => course.product === product)
    .flatMap(({ visits }) => visits)
    .filter((visit) => !visit.done && daysBetween(date, visit.date) > 0)
    .map((visit) => visit.date)
  return dates.sort()[0] ?? null
}

/** @param {Phase[]} phases */
export function daysIn(phases) {
  return phases.reduce((sum, { days }) => sum + days, 0)
}

/**
 * How many sessions the first `days` days ask for; all of them without a number.
 * @param {Phase[]} phases
 * @param {number} [days]
 */
export function sessionsIn(phases, days = Infinity) {
  let left = days
  return phases.reduce((sum, phase) => {
    const held = Math.min(phase.days, left)
    left -= held
    return sum + held * phase.timesADay
  }, 0)
}

/**
 * The phase that a day belongs to; the treatment day is 1.
 * @param {Phase[]} phases
 * @param {number} day
 * @returns {Phase}
 */
export function phaseOn(phases, day) {
  let last = 0
  return phases.find(({ days }) => (last += days) >= day) ?? phases[phases.length - 1]
}
