// Days × sessions, from the treatment day, in the patient's own calendar days.
import { dateOf, daysBetween, dayNumber, isoOf, MINUTE, SECOND } from './civil.js'

/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {import('./types.js').Session} Session */

/**
 * @typedef {{slot: number, session: SessionRecord | null, done: boolean}} Slot
 * @typedef {{day: number, date: string, slots: Slot[], extra: number}} Row
 */

/** A massage counts as done from half of its planned time on (our reading of S11). */
const DONE_SHARE = 0.5
/** Shorter ones are a slip of the finger and are not kept. */
const KEPT_FROM_MS = 10 * SECOND
/** A massage left alone for longer than this is over. */
export const LEFT_ALONE_MS = 30 * MINUTE

/**
 * What a grid counts: a product's massages in one part of the body, after one visit.
 * @typedef {{product: string, part: import('./types.js').Part,
 *   treatment: import('./types.js').Treatment,
 *   phases: import('./types.js').Phase[]}} Count
 */

/**
 * One row for each day of the routine, one slot for each session asked for.
 * @param {Count} count
 * @param {SessionRecord[]} sessions
 * @param {Pick<import('./types.js').Protocols, 'zones'>} protocols
 * @returns {Row[]}
 */
export function gridOf({ product, part, treatment, phases }, sessions, { zones }) {
  const here = zones.filter((zone) => zone.part === part).map(({ id }) => id)
  const own = sessions.filter((session) => {
    return session.product === product && session.zones.some((id) => here.includes(id))
  })
  const days = phases.flatMap((phase) => Array(phase.days).fill(phase.timesADay))
  return days.map((timesADay, index) => {
    const date = dateOf(dayNumber(treatment.date) + index)
    const held = own.filter(({ day }) => day === date).sort(wholeOnesFirst)
    return {
      day: index + 1,
      date,
      slots: slotsOf(held, timesADay),
      extra: Math.max(0, held.length - timesADay),
    }
  })
}

/**
 * @param {SessionRecord[]} held
 * @param {number} count
 * @returns {Slot[]}
 */
function slotsOf(held, count) {
  return Array.from({ length: count }, (_, index) => {
    const session = held[index] ?? null
    return { slot: index + 1, session, done: session !== null && isDone(session) }
  })
}

/**
 * @param {SessionRecord} a
 * @param {SessionRecord} b
 */
function wholeOnesFirst(a, b) {
  return Number(isDone(b)) - Number(isDone(a)) || (a.startedAt < b.startedAt ? -1 : 1)
}

/** @param {SessionRecord} session */
export function isDone({ seconds, planned }) {
  return seconds >= planned * DONE_SHARE
}

/**
 * How many sessions are done in all, and how many are asked for.
 * @param {Row[]} rows
 */
export function totals(rows) {
  const slots = rows.flatMap((row) => row.slots)
  return { done: slots.filter((slot) => slot.done).length, planned: slots.length }
}

/**
 * The row of a calendar date; undefined outside the routine's days.
 * @param {Row[]} rows
 * @param {string} date
 */
export function rowOn(rows, date) {
  return rows.find((row) => daysBetween(row.date, date) === 0)
}

/**
 * What is kept of a session that has ended, with its true seconds; null if it was too
 * short to be meant. The identifier is the session's, so it is never kept twice.
 * @param {Session} session
 * @returns {SessionRecord | null}
 */
export function recordOf(session) {
  if (session.massagedMs < KEPT_FROM_MS) return null
  return {
    id: session.id,
    product: session.product,
    startedAt: isoOf(session.startedAt),
    seconds: Math.round(session.massagedMs / SECOND),
    planned: Math.round(session.plannedMs / SECOND),
    zones: [...new Set(session.steps.map(({ zone }) => zone))],
    day: session.day,
    late: false,
  }
}
