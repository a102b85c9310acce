// What the clinic asked for: which routine is current today, and its steps.
import { daysBetween, localDate, MINUTE, SECOND } from './civil.js'

/** @typedef {import('./types.js').GateState} GateState */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').Phase} Phase */
/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').Assessment} Assessment */
/** @typedef {import('./types.js').Step} Step */
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

/**
 * The steps of one session. The minutes are shared equally (S8, S9) among the zones of
 * the routine; one that has to be left out takes its share with it, so that no other
 * gets more than planned. What the clinic said of a zone comes first.
 * @param {CurrentRoutine} current
 * @param {Pick<Assessment, 'zones'>} assessment
 * @param {Protocols} protocols
 * @returns {Step[]}
 */
export function stepsOf(current, assessment, protocols) {
  const { routine, zones, phase } = current
  const share = shares(phase.minutes * MINUTE, sharing(current, protocols))
  return zones
    .filter((zone) => isOffered(assessment.zones[zone]))
    .map((zone, index) => {
      const { seconds, intensity, direction } = routine.manner?.[zone] ?? {}
      const ms = seconds ? seconds * SECOND : share[index]
      const isLight = assessment.zones[zone].verdict === 'caution'
      return {
        zone,
        ms,
        ...(isLight ? { intensity: 'light' } : intensity && { intensity }),
        ...(direction && { direction }),
      }
    })
}

/**
 * Among how many zones the minutes are shared: while a clearance narrows the routine,
 * the others keep their share.
 * @param {CurrentRoutine} current
 * @param {Protocols} protocols
 */
function sharing({ routine, treatment, part, zones }, protocols) {
  if (!routine.wider) return zones.length
  const wider = targetsOf(part, { zones: routine.wider }, [treatment], protocols)
  return new Set([...zones, ...wider]).size
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
