// Treatments that pull in different directions: which forbids what, what is lost, and
// until when.
import { DAY, instantOf, startOfDate } from './civil.js'
import { daysIn, phasesAfter, sessionsIn } from './phases.js'

/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').GateState} GateState */

/**
 * A restriction on one zone: from `from`, before `until`.
 * @typedef {{from: number, until: number, verdict: 'caution' | 'blocked',
 *   leaveOut: boolean, because: import('./types.js').Reason}} Span
 */

/**
 * The first current routine that a treatment of another product blocks somewhere; null
 * if none does.
 * @param {GateState} state
 * @param {CurrentRoutine[]} routines
 * @param {Map<string, Span[]>} spans every restriction, by zone
 * @param {number} now
 * @returns {import('./types.js').Conflict | null}
 */
export function conflictOf(state, routines, spans, now) {
  for (const current of routines) {
    const blocks = blocksOn(current.zones, spans, now)
    const forbids = forbiddings(current, blocks, state)
    if (forbids.length > 0) return describe(current, blocks, forbids, state, now)
  }
  return null
}

/**
 * What blocks each zone now.
 * @param {string[]} zones
 * @param {Map<string, Span[]>} spans
 * @param {number} now
 */
function blocksOn(zones, spans, now) {
  return zones.flatMap((zone) =>
    (spans.get(zone) ?? [])
      .filter(({ verdict }) => verdict === 'blocked')
      .filter(({ from, until }) => from <= now && now < until)
      .map(({ until, because }) => ({ zone, until, treatment: because.treatment })),
  )
}

/** @typedef {ReturnType<typeof blocksOn>} Blocks */

/**
 * @param {CurrentRoutine} current
 * @param {Blocks} blocks
 * @param {GateState} state
 * @returns {import('./types.js').Forbidding[]}
 */
function forbiddings({ routine }, blocks, { treatments }) {
  return treatments
    .filter(({ product }) => product !== routine.product)
    .map(({ id }) => ({ id, own: blocks.filter(({ treatment }) => treatment === id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ id, own }) => ({
      treatment: id,
      zones: [...new Set(own.map(({ zone }) => zone))],
      until: Math.max(...own.map(({ until }) => until)),
    }))
}

/**
 * @param {CurrentRoutine} current
 * @param {Blocks} blocks
 * @param {import('./types.js').Forbidding[]} forbids
 * @param {GateState} state
 * @param {number} now
 * @returns {import('./types.js').Conflict}
 */
function describe({ routine, treatment, part, zones }, blocks, forbids, state, now) {
  const held = zones.filter((zone) => forbids.some((each) => each.zones.includes(zone)))
  const ends = blocks.filter(({ zone }) => held.includes(zone))
  const until = Math.max(...ends.map((end) => end.until))
  const phases = phasesAfter(routine, treatment, state.courses)
  const counted = Number.isFinite(until) ? until : now
  return {
    product: routine.product,
    part,
    zones: held,
    until: Number.isFinite(until) ? until : null,
    forbids,
    sessionsLost: sessionsIn(phases, daysLost(treatment, daysIn(phases), counted)),
    sessionsPlanned: sessionsIn(phases),
  }
}

/**
 * About how many days fall before `until`: whole days, rounded.
 * @param {import('./types.js').Treatment} treatment
 * @param {number} days at most
 * @param {number} until
 */
function daysLost({ date, time, timezone }, days, until) {
  const start = time ? instantOf(date, time, timezone) : startOfDate(date, timezone)
  return Math.min(days, Math.max(0, Math.round((until - start) / DAY)))
}
