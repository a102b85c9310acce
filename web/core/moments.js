// The patient's own list: when to massage what, over all routines, today and later.
import {
  compare,
  dateOf,
  dayNumber,
  instantOf,
  instantOfIso,
  localDate,
  SECOND,
  startOfDate,
} from './civil.js'
import { assess } from './gate.js'
import { daysIn, phasesAfter } from './phases.js'
import { gridOf, rowOn } from './progress.js'
import { currentRoutines } from './routine.js'
import { REST_MS, timesOn, wakingDay } from './schedule.js'

/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./progress.js').Row} Row */

/**
 * What is kept, the rules, and where the phone is.
 * @typedef {{kept: import('./types.js').Keepsakes,
 *   protocols: import('./types.js').Protocols, timezone: string}} State
 *
 * One session of one routine: the `slot`-th of `planned` on its date.
 * @typedef {{at: number, current: CurrentRoutine, slot: number, planned: number}} Due
 *
 * The sessions that one look at the mirror can hold; the first one gave its time.
 * @typedef {{at: number, date: string, dues: Due[]}} Moment
 */

/**
 * The row of a routine's grid for a date; null on a day without sessions.
 * @param {CurrentRoutine} current
 * @param {Pick<State, 'kept' | 'protocols'>} state
 * @param {string} date
 */
export function rowOf({ routine, treatment, part }, { kept, protocols }, date) {
  const phases = phasesAfter(routine, treatment, kept.courses)
  const count = { product: routine.product, part, treatment, phases }
  const row = rowOn(gridOf(count, kept.sessions, protocols), date)
  return row && row.slots.length > 0 ? row : null
}

/**
 * The sessions of one routine that are left on a date and find room there.
 * @param {string} date
 * @param {CurrentRoutine} current
 * @param {State} state
 * @param {number} opensAt the gate is shut before; -Infinity where it is open
 * @param {number} now
 * @returns {Due[]}
 */
export function duesOn(date, current, state, opensAt, now) {
  const row = opensAt === Infinity ? null : rowOf(current, state, date)
  if (!row) return []
  const { timezone, kept } = state
  const done = row.slots.filter((slot) => slot.done).length
  const planned = row.slots.length
  const from = Math.max(opensAt, restedFrom(current.treatment))
  const asked = { count: planned, done, from, last: lastOf(row) }
  const times = timesOn({ date, timezone, ...wakingDay(kept.settings) }, asked, now)
  return times.map((at, index) => ({ at, current, slot: done + index + 1, planned }))
}

/**
 * Today's moments and those of the days to come, as long as a routine has any. Two
 * routines share a moment where theirs lie within an hour: with cream on the fingers,
 * one massage follows the other.
 * @param {State} state
 * @param {number} now
 * @returns {Moment[]} in order; one that is overdue stands at `now`
 */
export function momentsFrom(state, now) {
  const opening = openings(state, now)
  const today = dayNumber(localDate(now, state.timezone))
  const days = Math.max(0, lastDay(state) - today + 1)
  return Array.from({ length: days }, (_, index) => dateOf(today + index)).flatMap(
    (date) => {
      const lists = routinesOn(date, state).map((current) => {
        return duesOn(date, current, state, opening(current), now)
      })
      return shared(lists).map((dues) => ({ at: dues[0].at, date, dues }))
    },
  )
}

/**
 * The routine with the most sessions gives the moments; what others have within an hour
 * of one belongs to it, each at most once.
 * @param {Due[][]} lists
 */
function shared(lists) {
  const longestFirst = lists
    .filter((list) => list.length > 0)
    .sort((a, b) => b[0].planned - a[0].planned || b.length - a.length)
  const moments = longestFirst.reduce(joined, /** @type {Due[][]} */ ([]))
  return moments.sort(([a], [b]) => a.at - b.at)
}

/**
 * @param {Due[][]} moments
 * @param {Due[]} list of a further routine
 */
function joined(moments, list) {
  const near = list.map((due) => {
    const close = moments.filter(([first]) => Math.abs(first.at - due.at) <= REST_MS)
    return { due, close }
  })
  for (const { due, close } of near) {
    const away = (/** @type {Due[]} */ [first]) => Math.abs(first.at - due.at)
    const free = close.filter((dues) =>
      dues.every((one) => one.current !== due.current),
    )
    free.sort((a, b) => away(a) - away(b))[0]?.push(due)
  }
  const alone = near.filter(({ close }) => close.length === 0)
  return [...moments, ...alone.map(({ due }) => [due])]
}

/**
 * The routines that have a day on a date of this phone's calendar, which is the one that
 * the record counts by.
 * @param {string} date
 * @param {State} state
 */
function routinesOn(date, { kept, protocols, timezone }) {
  const treatments = kept.treatments.map((visit) => ({ ...visit, timezone }))
  const own = currentRoutines(
    { ...kept, treatments, protocols },
    startOfDate(date, timezone),
  )
  return own.map((current) => {
    const treatment = kept.treatments.find(({ id }) => id === current.treatment.id)
    return { ...current, treatment: treatment ?? current.treatment }
  })
}

/** @param {State} state */
function lastDay({ kept: { treatments, routines, courses } }) {
  const ends = treatments.flatMap((visit) => {
    const own = routines.filter(({ product }) => product === visit.product)
    const lengths = own.map((routine) => daysIn(phasesAfter(routine, visit, courses)))
    return lengths.map((days) => dayNumber(visit.date) + days - 1)
  })
  return Math.max(-Infinity, ...ends)
}

/**
 * From when on a routine's zones are all open; never while nobody can say. No block
 * begins later than its visit, so one look is enough.
 * @param {State} state
 * @param {number} now
 */
function openings({ kept, protocols }, now) {
  /** @type {Map<string, number>} */
  const known = new Map()
  return (/** @type {CurrentRoutine} */ { zones }) => {
    const key = zones.join()
    const opensAt = known.get(key) ?? opensFor(zones, { ...kept, protocols }, now)
    known.set(key, opensAt)
    return opensAt
  }
}

/**
 * @param {string[]} ids
 * @param {import('./types.js').GateState} state
 * @param {number} now
 * @param {number} [opensAt] what an earlier look found
 * @returns {number}
 */
function opensFor(ids, state, now, opensAt = -Infinity) {
  const { zones } = assess(state, now)
  const shut = ids.filter((id) => zones[id]?.verdict === 'blocked')
  if (shut.length === 0) return opensAt
  const end = Math.max(...shut.map((id) => zones[id].until ?? Infinity))
  return end === Infinity ? end : opensFor(ids, state, end, end)
}

/**
 * The visit itself counts as a massage: the clinic ends it with one, and numb skin is
 * left alone.
 * @param {import('./types.js').Treatment} visit
 */
function restedFrom({ date, time, timezone }) {
  return time === null ? -Infinity : instantOf(date, time, timezone) + REST_MS
}

/** @param {Row} row */
function lastOf({ slots, extra }) {
  const held = [...slots.flatMap(({ session }) => session ?? []), ...extra]
  const [last] = held.sort((a, b) => compare(b.startedAt, a.startedAt))
  if (!last) return null
  const startedAt = instantOfIso(last.startedAt)
  return { startedAt, endedAt: startedAt + last.seconds * SECOND }
}
