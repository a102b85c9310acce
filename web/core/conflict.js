// Two treatments that pull in different directions: what is lost, and until when.
import { DAY, instantOf, startOfDate } from './civil.js'

/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').ZoneAssessment} ZoneAssessment */

/**
 * The first current routine whose zones another treatment blocks; null if none does.
 * @param {CurrentRoutine[]} routines
 * @param {Record<string, ZoneAssessment>} zones
 * @param {number} now
 * @returns {import('./types.js').Conflict | null}
 */
export function conflictOf(routines, zones, now) {
  for (const current of routines) {
    const blocked = current.zones.filter((zone) => isHeldBack(zones[zone]))
    if (blocked.length > 0) return describe(current, blocked, zones, now)
  }
  return null
}

/** @param {ZoneAssessment} assessment */
function isHeldBack({ verdict, because }) {
  return verdict === 'blocked' && because.some(({ treatment }) => treatment !== '')
}

/**
 * @param {CurrentRoutine} current
 * @param {string[]} blocked
 * @param {Record<string, ZoneAssessment>} zones
 * @param {number} now
 */
function describe({ routine, treatment }, blocked, zones, now) {
  const reasons = blocked.flatMap((zone) => zones[zone].because)
  const ends = blocked.map((zone) => zones[zone].until)
  const until = ends.includes(null) ? null : Math.max(...ends.map(Number))
  return {
    product: routine.product,
    treatments: [...new Set(reasons.map((reason) => reason.treatment))].filter(Boolean),
    zones: blocked,
    until,
    sessionsLost: sessionsLost(routine, treatment, until ?? now),
    sessionsPlanned: routine.timesADay * routine.days,
  }
}

/**
 * About how many sessions fall before `until`: whole days, rounded.
 * @param {import('./types.js').Routine} routine
 * @param {import('./types.js').Treatment} treatment
 * @param {number} until
 */
function sessionsLost({ timesADay, days }, { date, time, timezone }, until) {
  const start = time ? instantOf(date, time, timezone) : startOfDate(date, timezone)
  const lost = Math.round((until - start) / DAY)
  return Math.min(days, Math.max(0, lost)) * timesADay
}
