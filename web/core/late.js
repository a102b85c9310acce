// "I did one at 13:00": a massage that is written down afterwards.
import {
  daysBetween,
  instantOf,
  instantOfIso,
  isoOf,
  isTime,
  MINUTE,
  SECOND,
  startOfDate,
} from './civil.js'
import { restrictsFrom } from './gate.js'
import { isWhole } from './plan.js'
import { phaseOn } from './phases.js'
import { targetsOf } from './routine.js'

/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./progress.js').Count} Count */

/**
 * What the patient writes: a day, a time "HH:MM" on this phone's clock, minutes.
 * @typedef {{day: string, time: string, minutes: string}} Late
 */
/** @typedef {'time' | 'minutes' | 'future' | 'early' | 'twice'} LateProblem */

/** The least and the most minutes that one massage can have taken. */
const MINUTES = [1, 60]

/**
 * The record of a massage that was done without the timer, or what stands against it:
 * it must have ended by now, have begun after the visit, and not lie within another.
 * @param {string} id
 * @param {Late} late
 * @param {Count & {routine: Routine}} count
 * @param {{sessions: SessionRecord[], protocols: import('./types.js').Protocols,
 *   timezone: string}} known `timezone` of the phone
 * @param {number} now
 * @returns {{record: SessionRecord} | {problem: LateProblem}}
 */
export function lateSession(id, late, count, { sessions, protocols, timezone }, now) {
  if (!isTime(late.time)) return { problem: 'time' }
  if (!isWhole(late.minutes, MINUTES)) return { problem: 'minutes' }
  const begun = instantOf(late.day, late.time, timezone)
  const ended = begun + Number(late.minutes) * MINUTE
  if (ended > now) return { problem: 'future' }
  if (begun < visitedAt(count)) return { problem: 'early' }
  if (sessions.some((other) => overlaps(other, begun, ended))) {
    return { problem: 'twice' }
  }
  const { routine, treatment, part } = count
  return {
    record: {
      ...{ id, product: count.product },
      startedAt: isoOf(begun),
      seconds: Number(late.minutes) * 60,
      planned: plannedMinutes(count, late.day) * 60,
      zones: targetsOf(part, routine, [treatment], protocols),
      ...{ day: late.day, late: true },
    },
  }
}

/**
 * What a massage takes on a day of the routine; on a day of rest, on the next one.
 * @param {Pick<Count, 'phases' | 'treatment'>} count
 * @param {string} date
 */
export function plannedMinutes({ phases, treatment }, date) {
  const phase = phaseOn(phases, daysBetween(treatment.date, date) + 1)
  const next = phases.slice(phases.indexOf(phase)).find(({ timesADay }) => timesADay)
  return (next ?? phase).minutes
}

/**
 * Without a time, any of the day is after the visit.
 * @param {Count} count
 */
function visitedAt({ treatment }) {
  if (treatment.time) return restrictsFrom(treatment)
  return startOfDate(treatment.date, treatment.timezone)
}

/**
 * @param {SessionRecord} other
 * @param {number} begun
 * @param {number} ended
 */
function overlaps({ startedAt, seconds }, begun, ended) {
  const from = instantOfIso(startedAt)
  return from < ended && begun < from + seconds * SECOND
}
