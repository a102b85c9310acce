// Days × sessions, from the treatment day, in the patient's own calendar days.
import {
  compare,
  dateOf,
  daysBetween,
  dayNumber,
  isoOf,
  MINUTE,
  SECOND,
} from './civil.js'
import { phasesAfter } from './phases.js'
import { PARTS, targetsOf, touches } from './routine.js'

/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {import('./types.js').Session} Session */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * @typedef {{slot: number, session: SessionRecord | null, done: boolean}} Slot
 * @typedef {{day: number, date: string, phase: number, slots: Slot[],
 *   extra: SessionRecord[]}} Row
 */

/** A massage counts as done from half of its planned time on (our reading of S11). */
const DONE_SHARE = 0.5
/** Shorter ones are a slip of the finger and are not kept. */
const KEPT_FROM_MS = 10 * SECOND
/** A massage left alone for longer than this is over. */
export const LEFT_ALONE_MS = 30 * MINUTE

/**
 * What a grid counts: a product's massages in one part of the body, after one visit.
 * `before`: the date of the next visit there, from which massages count for that one.
 * @typedef {{product: string, part: import('./types.js').Part,
 *   treatment: import('./types.js').Treatment,
 *   phases: import('./types.js').Phase[], before?: string | null}} Count
 */

/**
 * One row for each day of the routine, one slot for each session asked for.
 * @param {Count} count
 * @param {SessionRecord[]} sessions
 * @param {Pick<Protocols, 'zones'>} protocols
 * @returns {Row[]}
 */
export function gridOf(count, sessions, protocols) {
  const own = sessionsOf(count, sessions, protocols)
  const days = count.phases.flatMap(({ days, timesADay }, phase) =>
    Array(days).fill({ phase, timesADay }),
  )
  const rows = days.map(({ phase, timesADay }, index) => {
    const date = dateOf(dayNumber(count.treatment.date) + index)
    const held = own.filter(({ day }) => day === date).sort(wholeOnesFirst)
    const slots = slotsOf(held, timesADay)
    return { day: index + 1, date, phase, slots, extra: held.slice(timesADay) }
  })
  return rows.filter(({ date }) => !count.before || date < count.before)
}

/**
 * The massages that belong to a visit: its product and part, from its day on until the
 * next visit there.
 * @param {Pick<Count, 'product' | 'part' | 'treatment' | 'before'>} count
 * @param {SessionRecord[]} sessions
 * @param {Pick<Protocols, 'zones'>} protocols
 */
export function sessionsOf({ product, part, treatment, before }, sessions, { zones }) {
  const here = zones.filter((zone) => zone.part === part).map(({ id }) => id)
  return sessions.filter((session) => {
    if (session.product !== product || session.day < treatment.date) return false
    if (before && session.day >= before) return false
    return session.zones.some((id) => here.includes(id))
  })
}

/**
 * A count for every visit that asks for massage, face and body apart, the latest visit
 * first.
 * @param {Pick<import('./types.js').Keepsakes, 'routines' | 'treatments' | 'courses'>} kept
 * @param {Protocols} protocols
 * @returns {Count[]}
 */
export function countsOf({ routines, treatments, courses }, protocols) {
  const counts = routines.flatMap((routine) =>
    PARTS.flatMap((part) => {
      const visits = treatments
        .filter(({ product }) => product === routine.product)
        .filter((visit) => touches(visit, part, protocols))
        .sort((a, b) => compare(a.date, b.date))
      return visits.flatMap((treatment, index) => {
        const phases = phasesAfter(routine, treatment, courses)
        const before = visits.slice(index).find(({ date }) => date > treatment.date)
        const isAsked = targetsOf(part, routine, [treatment], protocols).length > 0
        const isLast = visits[index + 1]?.date !== treatment.date
        return isAsked && isLast && phases.length > 0
          ? [
              {
                ...{ product: routine.product, part, treatment, phases },
                before: before?.date ?? null,
              },
            ]
          : []
      })
    }),
  )
  return counts.sort((a, b) => compare(b.treatment.date, a.treatment.date))
}

/**
 * Slots are filled by the whole massages first, in the order in which they were done.
 * @param {SessionRecord[]} held
 * @param {number} count
 * @returns {Slot[]}
 */
function slotsOf(held, count) {
  const shown = held.slice(0, count).sort(earlierFirst)
  return Array.from({ length: count }, (_, index) => {
    const session = shown[index] ?? null
    return { slot: index + 1, session, done: session !== null && isDone(session) }
  })
}

/**
 * @param {SessionRecord} a
 * @param {SessionRecord} b
 */
function wholeOnesFirst(a, b) {
  return Number(isDone(b)) - Number(isDone(a)) || earlierFirst(a, b)
}

/**
 * @param {SessionRecord} a
 * @param {SessionRecord} b
 */
export function earlierFirst(a, b) {
  return compare(a.startedAt, b.startedAt)
}

/** @param {SessionRecord} session */
export function isDone({ seconds, planned }) {
  return seconds >= planned * DONE_SHARE
}

/**
 * How many sessions are done in all, how many are asked for, and the seconds of all that
 * was massaged, the partial and the further ones too.
 * @param {Row[]} rows
 */
export function totals(rows) {
  const slots = rows.flatMap((row) => row.slots)
  const held = rows.flatMap(({ slots, extra }) => [
    ...slots.flatMap(({ session }) => session ?? []),
    ...extra,
  ])
  return {
    done: slots.filter((slot) => slot.done).length,
    planned: slots.length,
    seconds: held.reduce((sum, { seconds }) => sum + seconds, 0),
  }
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
