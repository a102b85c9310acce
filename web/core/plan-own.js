// The phone's own record as a plan, for the same patient on another phone or in another
// app: with no more authority there than what was written down here.
import { compare, instantOfIso, isoOf, startOfDate } from './civil.js'
import { LONGEST_NAME, LONGEST_NOTE, MOST } from './plan-check.js'
import { linkOf, LONGEST_LINK, readLink } from './plan-link.js'
import { isNumber } from './phone.js'

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./types.js').Clearance} Clearance */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * Visits, routines and clearances as one plan. What no link can say is left out, and
 * the oldest visits where it would be too long.
 * @param {Keepsakes} kept
 * @param {{now: number, language: string, protocols: Protocols}} how
 * @returns {ClinicPlan}
 */
export function ownPlan(kept, { now, language, protocols }) {
  const empty = emptyPlan(kept, now, language)
  const isSaid = (/** @type {Partial<ClinicPlan>} */ part) => {
    return canBeRead({ ...empty, ...part }, protocols, now)
  }
  const plan = {
    ...empty,
    treatments: visitsOf(kept, protocols)
      .filter((visit) => isSaid({ treatments: [visit] }))
      .slice(0, MOST),
    routines: kept.routines
      // A clearance narrowed it only for the time being; the answers are asked again.
      .map(({ wider, screened, ...routine }) => {
        return { ...routine, zones: wider ?? routine.zones }
      })
      .filter((routine) => isSaid({ routines: [routine] })),
    clearances: clearancesOf(kept, now)
      .filter((clearance) => isSaid({ clearances: [clearance] }))
      .slice(0, MOST),
  }
  return shortened(plan)
}

/**
 * @param {Keepsakes} kept
 * @param {number} now
 * @param {string} language
 * @returns {ClinicPlan}
 */
function emptyPlan({ settings }, now, language) {
  const { clinicName = '', clinicPhone = '' } = settings
  return {
    clinic: {
      name: clinicName.slice(0, LONGEST_NAME),
      phone: isNumber(clinicPhone) ? clinicPhone : '',
    },
    language,
    madeAt: isoOf(now),
    own: true,
    treatments: [],
    routines: [],
    clearances: [],
  }
}

/**
 * The latest visit first.
 * @param {Keepsakes} kept
 * @param {Protocols} protocols
 */
function visitsOf({ treatments }, protocols) {
  const visits = treatments.map(({ id, note, windows, ...visit }) => {
    const known = protocols.treatments[visit.product]?.windows ?? []
    const set = Object.entries(windows ?? {}).filter(([name]) => {
      return known.some((window) => window.id === name)
    })
    return { ...visit, ...(set.length > 0 && { windows: Object.fromEntries(set) }) }
  })
  return visits.sort((a, b) => compare(b.date, a.date))
}

/**
 * The clearances that lift nothing more when they are said again now: those given since
 * the latest visit.
 * @param {Keepsakes} kept
 * @param {number} now
 */
function clearancesOf({ treatments, clearances, settings }, now) {
  const starts = treatments.map(({ date, timezone }) => startOfDate(date, timezone))
  const latest = Math.max(-Infinity, ...starts)
  return clearances
    .filter(({ at }) => instantOfIso(at) >= latest && instantOfIso(at) <= now)
    .map(({ zones, by, note }) => {
      const said = by === settings.clinicName ? [note] : [by, note]
      return { zones, note: said.filter(Boolean).join(': ').slice(0, LONGEST_NOTE) }
    })
}

/**
 * @param {ClinicPlan} plan
 * @param {Protocols} protocols
 * @param {number} now
 */
function canBeRead(plan, protocols, now) {
  try {
    return 'plan' in readLink(linkOf(plan), { protocols, now })
  } catch {
    return false
  }
}

/**
 * @param {ClinicPlan} plan
 * @returns {ClinicPlan}
 */
function shortened(plan) {
  const { treatments, clearances } = plan
  if (linkOf(plan).length <= LONGEST_LINK) return plan
  if (treatments.length > 1) {
    return shortened({ ...plan, treatments: treatments.slice(0, -1) })
  }
  if (clearances.length === 0) return plan
  return shortened({ ...plan, clearances: clearances.slice(0, -1) })
}
