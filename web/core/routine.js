// What the clinic asked for: which routine is current today, and its steps.
import { daysBetween, localDate, MINUTE, SECOND } from './civil.js'

/** @typedef {import('./types.js').GateState} GateState */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').Assessment} Assessment */
/** @typedef {import('./types.js').Step} Step */

/**
 * The routine that a product brings with it, as the maker asks for it.
 * @param {string} product
 * @param {import('./types.js').Protocols} protocols
 * @returns {Routine | null}
 */
export function defaultRoutine(product, protocols) {
  const rule = protocols.treatments[product]?.routine
  if (!rule) return null
  const { minutes, timesADay, days } = rule
  return { product, minutes, timesADay, days, zones: [] }
}

/**
 * The routines that have a day today: the treatment day is day 1, in the calendar of
 * the place where the treatment was.
 * @param {Pick<GateState, 'treatments' | 'routines' | 'protocols'>} state
 * @param {number} now
 * @returns {CurrentRoutine[]}
 */
export function currentRoutines(state, now) {
  return state.routines.flatMap((routine) => {
    const visits = visitsUnderWay(routine, state.treatments, now)
    if (visits.length === 0) return []
    const zones = targetsOf(routine, visits, state.protocols)
    const treatment = latest(visits)
    return [{ routine, treatment, day: dayOf(treatment, now), zones }]
  })
}

/**
 * @param {Routine} routine
 * @param {Treatment[]} treatments
 * @param {number} now
 */
function visitsUnderWay({ product, days }, treatments, now) {
  return treatments.filter((treatment) => {
    const day = dayOf(treatment, now)
    return treatment.product === product && day >= 1 && day <= days
  })
}

/**
 * Which day after a treatment it is; the treatment day is 1.
 * @param {Pick<Treatment, 'date' | 'timezone'>} treatment
 * @param {number} now
 */
export function dayOf({ date, timezone }, now) {
  return daysBetween(date, localDate(now, timezone)) + 1
}

/**
 * The latest visit of a list; the later one in the list where a date comes twice.
 * @param {Treatment[]} visits at least one
 */
export function latest(visits) {
  return visits.reduce((last, visit) => {
    return daysBetween(last.date, visit.date) >= 0 ? visit : last
  })
}

/**
 * The zones to massage, in the order of a session: those of the routine, or those
 * treated; never one that has no stroke.
 * @param {Routine} routine
 * @param {Treatment[]} visits
 * @param {import('./types.js').Protocols} protocols
 */
function targetsOf(routine, visits, protocols) {
  const treated = visits.flatMap((visit) => visit.zones)
  const wanted = routine.zones.length > 0 ? routine.zones : treated
  return protocols.zones
    .filter(({ id, stroke }) => stroke && wanted.includes(id))
    .map(({ id }) => id)
}

/**
 * The steps of one session. The minutes are shared among the treated zones; a zone
 * that has to be left out takes its share with it, so no other gets more than planned.
 * @param {CurrentRoutine} current
 * @param {Assessment} assessment
 * @param {import('./types.js').Protocols} protocols
 * @returns {Step[]}
 */
export function stepsOf(current, assessment, protocols) {
  const { routine, treatment } = current
  const shared = targetsOf({ ...routine, zones: [] }, [treatment], protocols)
  const all = [...new Set([...current.zones, ...shared])]
  const share = shares(routine.minutes * MINUTE, all.length)
  return current.zones
    .filter((zone) => isOffered(assessment.zones[zone]))
    .map((zone, index) => ({ zone, ms: share[index] }))
}

/** @param {import('./types.js').ZoneAssessment} assessment */
function isOffered({ verdict, leaveOut }) {
  return verdict !== 'blocked' && !leaveOut
}

/**
 * Whole seconds, as equal as they can be, that add up to `ms`.
 * @param {number} ms
 * @param {number} count
 */
function shares(ms, count) {
  const seconds = Math.round(ms / SECOND)
  const each = Math.floor(seconds / count)
  const longer = seconds - each * count
  return Array.from({ length: count }, (_, index) => {
    return (each + (index < longer ? 1 : 0)) * SECOND
  })
}
