// What the clinic asked for, and which of it is current today.
import { daysBetween, localDate } from './civil.js'
import { daysIn, phaseOn, phasesAfter } from './phases.js'

/** @typedef {import('./types.js').GateState} GateState */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').Protocols} Protocols */

/** @type {Part[]} */
export const PARTS = ['face', 'body']

/**
 * The routine that a product brings with it, as the maker asks for it.
 * @param {string} product
 * @param {Protocols} protocols
 * @returns {Routine | null}
 */
export function defaultRoutine(product, protocols) {
  const rule = protocols.treatments[product]?.routine
  return rule ? routineFrom(product, rule.presets[0]) : null
}

/**
 * The routine that a preset stands for; one without phases asks for no massage.
 * @param {string} product
 * @param {import('./types.js').Preset} preset
 * @returns {Routine}
 */
export function routineFrom(product, { id, phases, untilNextVisit }) {
  const [first = { minutes: 0, timesADay: 0, days: 0 }, ...then] = phases
  /** @type {Routine} */
  const routine = { product, preset: id, ...first, zones: [] }
  if (then.length > 0) routine.then = then
  if (untilNextVisit) routine.untilNextVisit = true
  return routine
}

/**
 * The routines that have a day today, face and body apart: the treatment day is day 1,
 * in the calendar of the place where the treatment was.
 * @param {Pick<GateState, 'treatments' | 'routines' | 'courses' | 'protocols'>} state
 * @param {number} now
 * @returns {CurrentRoutine[]}
 */
export function currentRoutines(state, now) {
  return state.routines.flatMap((routine) => {
    const visits = visitsUnderWay(routine, state, now)
    if (visits.length === 0) return []
    return PARTS.flatMap((part) => currentIn(part, routine, visits, state, now) ?? [])
  })
}

/**
 * @param {Part} part
 * @param {Routine} routine
 * @param {Treatment[]} visits under way
 * @param {Pick<GateState, 'courses' | 'protocols'>} state
 * @param {number} now
 * @returns {CurrentRoutine | null}
 */
function currentIn(part, routine, visits, { courses, protocols }, now) {
  const zones = targetsOf(part, routine, visits, protocols)
  if (zones.length === 0) return null
  const here = visits.filter((visit) => touches(visit, part, protocols))
  const treatment = latest(here.length > 0 ? here : visits)
  const phases = phasesAfter(routine, treatment, courses)
  const day = dayOf(treatment, now)
  return {
    routine,
    treatment,
    part,
    day,
    days: daysIn(phases),
    phase: phaseOn(phases, day),
    zones,
  }
}

/**
 * @param {Routine} routine
 * @param {Pick<GateState, 'treatments' | 'courses'>} state
 * @param {number} now
 */
function visitsUnderWay(routine, { treatments, courses }, now) {
  return treatments.filter((treatment) => {
    if (treatment.product !== routine.product) return false
    const day = dayOf(treatment, now)
    return day >= 1 && day <= daysIn(phasesAfter(routine, treatment, courses))
  })
}

/**
 * Whether a visit was in this part of the body.
 * @param {Pick<Treatment, 'zones'>} visit
 * @param {Part} part
 * @param {Protocols} protocols
 */
export function touches({ zones }, part, protocols) {
  return protocols.zones.some((zone) => zone.part === part && zones.includes(zone.id))
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
 * @template {Pick<Treatment, 'date'>} V
 * @param {V[]} visits at least one
 */
export function latest(visits) {
  return visits.reduce((last, visit) => {
    return daysBetween(last.date, visit.date) >= 0 ? visit : last
  })
}

/**
 * The zones to massage: those of the routine in its order, or those treated in the
 * order of a session; never one that has no stroke.
 * @param {Part} part
 * @param {Pick<Routine, 'zones'>} routine
 * @param {Treatment[]} visits
 * @param {Protocols} protocols
 */
export function targetsOf(part, { zones }, visits, protocols) {
  const targets = protocols.zones
    .filter((zone) => zone.part === part && zone.stroke)
    .map(({ id }) => id)
  if (zones.length > 0) return zones.filter((zone) => targets.includes(zone))
  const treated = new Set(visits.flatMap((visit) => visit.zones))
  return targets.filter((zone) => treated.has(zone))
}
