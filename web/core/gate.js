// May this face be massaged now, zone by zone, and why? Every rule comes from the
// protocol files; the strictest one wins; windows are half open.
import { END_OF_DAY, instantOf, instantOfIso, isMoment, startOfDate } from './civil.js'
import { conflictOf } from './conflict.js'
import { isBlank } from './keepsakes.js'
import { currentRoutines } from './routine.js'
import { windowsOf } from './windows.js'

/** Where a window may hold; rules of a newer app than this one could say more. */
const PLACES = ['injected', 'injected-and-neighbours', 'face', 'body']

/** @typedef {import('./types.js').GateState} GateState */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Window} Window */
/** @typedef {import('./types.js').Zone} Zone */
/** @typedef {import('./types.js').Clearance} Clearance */
/** @typedef {import('./types.js').Reason} Reason */
/** @typedef {import('./types.js').Verdict} Verdict */
/** @typedef {import('./conflict.js').Span} Span */

const STRICTNESS = { clear: 0, caution: 1, blocked: 2 }

/** A record that has no rules here: left aside, it would restrict nothing. */
export class UnreadableError extends Error {
  name = 'UnreadableError'
}

/**
 * The verdict on every zone of face and body at `now`, and over the zones that count:
 * those of the current routines, or every face zone where there is no routine.
 * @param {GateState} state
 * @param {number} now milliseconds since the epoch
 * @returns {import('./types.js').Assessment}
 * @throws {UnreadableError} where no verdict can be given, since a treatment has an
 * unknown product, an impossible date or an impossible time
 */
export function assess(state, now) {
  const { zones } = state.protocols
  if (!state.treatments.every((treatment) => isReadable(treatment, state)))
    throw new UnreadableError('A treatment has no rules or no date')
  const visits = state.treatments.map((treatment) => visitOf(treatment, state))
  const spans = new Map(zones.map((zone) => [zone.id, spansOn(zone, visits, state)]))
  const assessments = Object.fromEntries(
    zones.map(({ id }) => [id, assessZone(spans.get(id) ?? [], now)]),
  )
  const over = (/** @type {string[]} */ ids) => ids.flatMap((id) => spans.get(id) ?? [])
  const routines = currentRoutines(state, now).map((current) => ({
    ...current,
    product: current.routine.product,
    verdict: verdictAt(over(current.zones), now),
    opensAt: easesAt(over(current.zones), now),
  }))
  const overall = over(scopeOf(state, routines))
  return {
    verdict: isBlank(state) ? 'none' : verdictAt(overall, now),
    opensAt: easesAt(overall, now),
    zones: assessments,
    routines,
    conflict: conflictOf(state, routines, spans, now),
  }
}

/**
 * @param {Treatment} treatment
 * @param {GateState} state
 */
function isReadable(treatment, { protocols }) {
  const { product, date, time } = treatment
  const rules = Object.hasOwn(protocols.treatments, product)
    ? protocols.treatments[product]
    : null
  const areKnown = rules?.windows.every(({ where }) => PLACES.includes(where))
  return Boolean(areKnown) && isMoment(date, time)
}

/**
 * The instant from which a treatment's restrictions count.
 * @param {Treatment} treatment
 */
export function restrictsFrom({ date, time, timezone }) {
  return instantOf(date, time ?? END_OF_DAY, timezone)
}

/**
 * @param {GateState} state
 * @param {import('./types.js').CurrentRoutine[]} routines
 */
function scopeOf({ protocols }, routines) {
  const inRoutines = new Set(routines.flatMap((routine) => routine.zones))
  if (inRoutines.size > 0) return [...inRoutines]
  return protocols.zones.filter(({ part }) => part === 'face').map(({ id }) => id)
}

/**
 * @param {Span[]} spans
 * @param {number} now
 * @returns {import('./types.js').ZoneAssessment}
 */
function assessZone(spans, now) {
  const verdict = verdictAt(spans, now)
  const active = spans.filter((span) => holds(span, now))
  return {
    verdict,
    until: easesAt(spans, now),
    leaveOut: active.some((span) => span.leaveOut),
    because: active
      .filter((span) => span.verdict === verdict)
      .map((span) => span.because),
  }
}

/**
 * @param {Span} span
 * @param {number} instant
 */
function holds({ from, until }, instant) {
  return from <= instant && instant < until
}

/**
 * @param {Span[]} spans
 * @param {number} instant
 * @returns {Verdict}
 */
function verdictAt(spans, instant) {
  const active = spans.filter((span) => holds(span, instant))
  if (active.some(({ verdict }) => verdict === 'blocked')) return 'blocked'
  return active.length > 0 ? 'caution' : 'clear'
}

/**
 * The first instant after `now` at which the verdict is less strict; null if it is
 * clear already, or if nobody knows.
 * @param {Span[]} spans
 * @param {number} now
 */
function easesAt(spans, now) {
  const today = STRICTNESS[verdictAt(spans, now)]
  const ends = spans.map(({ until }) => until).filter((end) => end > now)
  const easing = ends.sort(ascending).find((end) => {
    return Number.isFinite(end) && STRICTNESS[verdictAt(spans, end)] < today
  })
  return easing ?? null
}

/**
 * @param {number} a
 * @param {number} b
 */
function ascending(a, b) {
  return a - b
}

/** @typedef {ReturnType<typeof visitOf>} Visit */

/**
 * What is the same for every zone: a treatment's windows, where it may be, from when on.
 * @param {Treatment} treatment
 * @param {GateState} state
 */
function visitOf(treatment, { protocols }) {
  return {
    treatment,
    windows: windowsOf(treatment, protocols),
    reached: reachedBy(treatment, protocols.neighbours),
    start: restrictsFrom(treatment),
  }
}

/**
 * Everything that restricts one zone, now or later.
 * @param {Zone} zone
 * @param {Visit[]} visits
 * @param {GateState} state
 * @returns {Span[]}
 */
function spansOn(zone, visits, { clearances, flags }) {
  const windows = visits.flatMap((visit) => windowSpans(zone, visit, clearances))
  return [...windows, ...flagSpans(zone, flags)]
}

/**
 * An open flag blocks its zones, or all, until the clinic has cleared it.
 * @param {Zone} zone
 * @param {import('./types.js').Flag[]} flags
 * @returns {Span[]}
 */
function flagSpans(zone, flags) {
  return flags
    .filter((flag) => !flag.clearedAt)
    .filter((flag) => flag.zones.length === 0 || flag.zones.includes(zone.id))
    .map((flag) => ({
      from: -Infinity,
      until: Infinity,
      verdict: 'blocked',
      leaveOut: false,
      because: { treatment: '', rule: 'flag', source: [flag.id] },
    }))
}

/**
 * @param {Zone} zone
 * @param {Visit} visit
 * @param {Clearance[]} clearances
 * @returns {Span[]}
 */
function windowSpans(zone, visit, clearances) {
  const { treatment, windows, reached, start } = visit
  return windows
    .filter((window) => covers(window, zone, visit))
    .map((window) => ({
      from: window.fromMs === 0 ? -Infinity : start + window.fromMs,
      until: Math.min(
        start + window.untilMs,
        liftedFrom(window, zone, visit, clearances),
      ),
      verdict: window.verdict,
      leaveOut: window.leaveOut !== null && reached.has(zone.id),
      because: { treatment: treatment.id, rule: window.id, source: window.source },
    }))
}

/**
 * Where a product may be: the injected zones and those beside them.
 * @param {Treatment} treatment
 * @param {Record<string, string[]>} neighbours
 */
function reachedBy({ zones }, neighbours) {
  return new Set(zones.flatMap((zone) => [zone, ...(neighbours[zone] ?? [])]))
}

/**
 * @param {Window} window
 * @param {Zone} zone
 * @param {Pick<Visit, 'treatment' | 'reached'>} visit
 */
function covers({ where }, zone, { treatment, reached }) {
  if (where === 'injected') return treatment.zones.includes(zone.id)
  if (where === 'injected-and-neighbours') return reached.has(zone.id)
  return where === zone.part
}

/**
 * When the clinic's word lifts a window in a zone: care anywhere, a block only where
 * the product was not injected nor beside it, unless the clinic's own plan says so.
 * @param {Window} window
 * @param {Zone} zone
 * @param {Pick<Visit, 'treatment' | 'reached'>} visit
 * @param {Clearance[]} clearances
 */
function liftedFrom({ verdict }, zone, { treatment, reached }, clearances) {
  const said = clearances.filter(({ zones }) => zones.includes(zone.id))
  if (said.length === 0) return Infinity
  const { date, time, timezone } = treatment
  const day = startOfDate(date, timezone)
  // What was said before the visit was not said about it; a plan may be made for it.
  const began = time ? instantOf(date, time, timezone) : day
  const words = said
    .filter(
      ({ fromPlan }) => verdict === 'caution' || fromPlan || !reached.has(zone.id),
    )
    .filter(({ at, fromPlan }) => instantOfIso(at) >= (fromPlan ? day : began))
    .map(({ at }) => instantOfIso(at))
  return Math.min(Infinity, ...words)
}
