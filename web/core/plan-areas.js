// The areas of a plan: which there are, in which order, and how each is massaged.
import { treatedTargets } from './plan-follow.js'
import { isWhole } from './plan.js'
import { daysIn, phasesOf } from './phases.js'
import { dayOf, latest, PARTS, targetsOf, touches } from './routine.js'
import { stepsOf } from './steps.js'

/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Phase} Phase */
/** @typedef {import('./types.js').Part} Part */
/** @typedef {import('./types.js').Manner} Manner */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Protocols} Protocols */
/** @typedef {{zones: string[], manner: Record<string, Manner>}} Areas */

/** The least and the most that one area can be given by hand. */
const SECONDS = [5, 300]
/** Firm, not hard (S8). */
export const USUAL_INTENSITY = 'firm'

/**
 * The visits that a plan is for: those whose days are not over, or else the latest.
 * @param {Routine} routine
 * @param {Treatment[]} treatments at least one of the product
 * @param {number} now
 */
export function visitsFor(routine, treatments, now) {
  const visits = treatments.filter(({ product }) => product === routine.product)
  const days = daysIn(phasesOf(routine))
  const underWay = visits.filter((visit) => dayOf(visit, now) <= days)
  return underWay.length > 0 ? underWay : [latest(visits)]
}

/**
 * The parts of the body that a plan is about.
 * @param {Routine} routine
 * @param {Treatment[]} visits
 * @param {Protocols} protocols
 */
export function partsOf({ zones }, visits, protocols) {
  const about = [...visits, { zones }]
  return PARTS.filter((part) => about.some((some) => touches(some, part, protocols)))
}

/**
 * Every area of a part that can be massaged: the chosen ones in their order, then the
 * treated ones, then the others.
 * @param {Part} part
 * @param {Routine} routine
 * @param {Treatment[]} visits
 * @param {Protocols} protocols
 */
export function areasOf(part, routine, visits, protocols) {
  const everywhere = protocols.zones.map(({ id }) => id)
  const chosen = targetsOf(part, routine, visits, protocols)
  const treated = targetsOf(part, { zones: [] }, visits, protocols)
  const all = targetsOf(part, { zones: everywhere }, [], protocols)
  const ids = [...new Set([...chosen, ...treated, ...all])]
  return ids.map((id) => ({ id, isChosen: chosen.includes(id) }))
}

/**
 * The chosen zones as a record keeps them: none for the treated ones in their usual
 * order, so that a later treatment counts by itself.
 * @param {string[]} chosen
 * @param {Treatment[]} visits
 * @param {Protocols} protocols
 */
export function zonesToKeep(chosen, visits, protocols) {
  return chosen.join() === treatedTargets(visits, protocols).join() ? [] : chosen
}

/**
 * How an area is massaged, without what is usual; empty if all of it is.
 * @param {Manner} kept what else the record says of it stays
 * @param {{seconds: string, intensity: string, direction: string}} values
 * @returns {Manner}
 */
export function mannerFrom(kept, { seconds, intensity, direction }) {
  const { seconds: was, intensity: had, direction: went, ...rest } = kept
  return /** @type {Manner} */ ({
    ...rest,
    ...(seconds.trim() && { seconds: Number(seconds) }),
    ...(intensity && intensity !== USUAL_INTENSITY && { intensity }),
    ...(direction && { direction }),
  })
}

/**
 * How long each area takes in one massage, in milliseconds, by zone.
 * @param {Part} part
 * @param {Pick<Phase, 'minutes'>} phase
 * @param {Areas} areas of this part
 * @param {Protocols} protocols
 * @returns {Record<string, number>}
 */
export function lengthsOf(part, { minutes }, { zones, manner }, protocols) {
  const phase = { minutes, timesADay: 1, days: 1 }
  const routine = { ...phase, product: '', zones, manner }
  const treatment = /** @type {Treatment} */ ({ zones })
  const current = { routine, treatment, part, phase, zones, day: 1, days: 1 }
  const steps = stepsOf(current, { zones: allOpen(zones) }, protocols)
  return Object.fromEntries(steps.map(({ zone, ms }) => [zone, ms]))
}

/** @param {string[]} zones */
function allOpen(zones) {
  /** @type {import('./types.js').ZoneAssessment} */
  const open = { verdict: 'clear', until: null, leaveOut: false, because: [] }
  return Object.fromEntries(zones.map((zone) => [zone, open]))
}

/**
 * Whether an area's seconds can be kept; empty is an equal share.
 * @param {string} value
 */
export function areSeconds(value) {
  return value.trim() === '' || isWhole(value, SECONDS)
}
