// What a phone keeps once its patient has taken a plan: everything that was there, with
// the clinic's word where the plan speaks.
import { isoOf } from './civil.js'
import { linkIn } from './plan-link.js'
import { defaultRoutine } from './routine.js'

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./types.js').PlannedTreatment} PlannedTreatment */
/** @typedef {import('./types.js').Protocols} Protocols */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Clearance} Clearance */
/** @typedef {import('./types.js').Settings} Settings */

/**
 * The record after a plan. Taking it twice changes nothing more; flags, sessions, series
 * of visits and answers stay as they are.
 * @param {Keepsakes} kept
 * @param {ClinicPlan} plan
 * @param {{link: string, now: number, protocols: Protocols}} how
 * @returns {Keepsakes}
 */
export function taken(kept, plan, { link, now, protocols }) {
  const id = idOf(link)
  return {
    ...kept,
    treatments: withVisits(kept.treatments, plan, id),
    routines: withRoutines(kept.routines, plan, protocols),
    clearances: withAll(kept.clearances, clearancesOf(plan, id)),
    // It stays known by when it was taken first.
    plans: withAll([trace(plan, id, link, now)], kept.plans),
    settings: withClinic(kept.settings, plan),
  }
}

/**
 * By which a plan is known: the same link, the same plan.
 * @param {string} link
 */
function idOf(link) {
  const found = linkIn(link)
  const text = 'link' in found ? found.link : link
  return `plan-${text.slice(text.lastIndexOf('.') + 1).toLowerCase()}`
}

/**
 * @param {ClinicPlan} plan
 * @param {string} id
 * @param {string} link
 * @param {number} now
 */
function trace({ clinic }, id, link, now) {
  return { id, clinic: clinic.name, at: isoOf(now), link }
}

/**
 * A list with other records in it; one with the same id takes the place of the old one.
 * @template {{id: string}} R
 * @param {R[]} records
 * @param {R[]} others
 * @returns {R[]}
 */
function withAll(records, others) {
  const all = new Map([...records, ...others].map((record) => [record.id, record]))
  return [...all.values()]
}

/**
 * The visits, each planned one found among those entered, or new.
 * @param {Treatment[]} entered
 * @param {ClinicPlan} plan
 * @param {string} id
 */
function withVisits(entered, { treatments, own }, id) {
  /** @type {Set<string>} */
  const used = new Set()
  return treatments.reduce((visits, planned, index) => {
    const newId = `${id}-${index + 1}`
    const found = sameVisit(visits, planned, newId, used)
    used.add(found?.id ?? newId)
    if (!found) return [...visits, newVisit(newId, planned)]
    const after = own ? joined(found, planned) : corrected(found, planned)
    return visits.map((visit) => (visit === found ? after : visit))
  }, entered)
}

/**
 * The entered visit that a planned one is: taken from this plan before, or of the same
 * product on the same day.
 * @param {Treatment[]} visits
 * @param {PlannedTreatment} planned
 * @param {string} newId
 * @param {Set<string>} used by other visits of the plan
 */
function sameVisit(visits, { product, date }, newId, used) {
  const [plan] = newId.split(/-(?=\d+$)/)
  const known = visits.find((visit) => visit.id === newId)
  const alike = visits.find((visit) => {
    const isFree = !used.has(visit.id) && !visit.id.startsWith(`${plan}-`)
    return isFree && visit.product === product && visit.date === date
  })
  return known ?? alike
}

/**
 * @param {string} id
 * @param {PlannedTreatment} planned
 * @returns {Treatment}
 */
function newVisit(id, { windows, ...planned }) {
  return { id, ...planned, note: '', ...(windows && { windows }) }
}

/**
 * A visit as the clinic says it was; a time that it does not name stays.
 * @param {Treatment} visit
 * @param {PlannedTreatment} planned
 * @returns {Treatment}
 */
function corrected({ windows: _, ...visit }, { windows, ...planned }) {
  const { time, timezone } = planned.time === null ? visit : planned
  return { ...visit, ...planned, time, timezone, ...(windows && { windows }) }
}

/**
 * A visit that another phone of the same patient knows too: all areas of both, and what
 * only one of them knows.
 * @param {Treatment} visit
 * @param {PlannedTreatment} planned
 * @returns {Treatment}
 */
function joined({ windows: known, ...visit }, { windows, ...planned }) {
  const { time, timezone } = visit.time === null ? planned : visit
  const zones = [...new Set([...visit.zones, ...planned.zones])]
  const both = { ...windows, ...known }
  const isSet = Object.keys(both).length > 0
  return { ...visit, time, timezone, zones, ...(isSet && { windows: both }) }
}

/**
 * The routines: those of the plan in place of those of their products, and for a first
 * visit without one the usual. Answers already given stay with their routine.
 * @param {Routine[]} routines
 * @param {ClinicPlan} plan
 * @param {Protocols} protocols
 * @returns {Routine[]}
 */
function withRoutines(routines, plan, protocols) {
  const known = new Map(routines.map((routine) => [routine.product, routine]))
  for (const routine of plan.routines) {
    const screened = known.get(routine.product)?.screened
    known.set(routine.product, { ...routine, ...(screened && { screened }) })
  }
  for (const { product } of plan.treatments) {
    const usual = defaultRoutine(product, protocols)
    if (usual && !known.has(product)) known.set(product, usual)
  }
  return [...known.values()]
}

/**
 * @param {ClinicPlan} plan
 * @param {string} id
 * @returns {Clearance[]}
 */
function clearancesOf({ clearances, clinic, madeAt, own }, id) {
  return clearances.map(({ zones, note }, index) => ({
    id: `${id}-c${index + 1}`,
    zones,
    by: clinic.name,
    at: madeAt,
    note,
    fromPlan: !own,
  }))
}

/**
 * Whom to call; what the patient carried along does not replace what stands here.
 * @param {Settings} settings
 * @param {ClinicPlan} plan
 * @returns {Settings}
 */
function withClinic(settings, { clinic: { name, phone }, own }) {
  const { clinicName, clinicPhone } = settings
  return {
    ...settings,
    ...(name && !(own && clinicName) && { clinicName: name }),
    ...(phone && !(own && clinicPhone) && { clinicPhone: phone }),
  }
}
