// How visits stand today: which is next, what is done, what lies ahead.
import { instantOf } from './civil.js'
import { sortedVisits } from './course.js'

/** @typedef {import('./types.js').Course} Course */
/** @typedef {import('./types.js').Visit} Visit */

/**
 * `open`: its day has passed and nobody said whether it took place.
 * @typedef {'done' | 'open' | 'next' | 'later'} VisitStatus
 */

/** Noon means the same calendar day wherever it is read. */
const NOON = '12:00'
/** A series is shown whole up to this many visits; a longer one around today. */
const WHOLE = 8
const IN_SIGHT = 6

/**
 * An instant on the day of a visit, at its time if that is known; to be written out.
 * @param {Pick<Visit, 'date' | 'time'>} visit
 * @param {string} timezone of the phone
 */
export function instantOfVisit({ date, time }, timezone) {
  return instantOf(date, time ?? NOON, timezone)
}

/**
 * The earliest visit of all that is still to come, today's among them.
 * @param {Course[]} courses
 * @param {string} today
 * @returns {{course: Course, visit: Visit} | null}
 */
export function nextVisit(courses, today) {
  const visits = courses.flatMap((course) => course.visits)
  const [visit] = sortedVisits(
    visits.filter(({ done, date }) => !done && date >= today),
  )
  const course = courses.find((own) => own.visits.includes(visit))
  return course ? { course, visit } : null
}

/**
 * The courses whose next visit is nearest first; those without one last.
 * @param {Course[]} courses
 * @param {string} today
 */
export function byNextVisit(courses, today) {
  const place = (/** @type {Course} */ course) =>
    nextVisit([course], today)?.visit.date ?? 'none'
  return [...courses].sort((a, b) =>
    place(a) < place(b) ? -1 : Number(place(a) > place(b)),
  )
}

/**
 * @param {Visit} visit
 * @param {Course} course its own
 * @param {string} today
 * @returns {VisitStatus}
 */
export function statusOf(visit, course, today) {
  if (visit.done) return 'done'
  if (visit.date < today) return 'open'
  return nextVisit([course], today)?.visit.id === visit.id ? 'next' : 'later'
}

/**
 * The visits that matter now: the last that is done, and those after it.
 * @param {Course} course
 */
export function visitsInSight({ visits }) {
  if (visits.length <= WHOLE) return visits
  const firstToCome = visits.findIndex(({ done }) => !done)
  const wanted = firstToCome < 0 ? visits.length : Math.max(0, firstToCome - 1)
  const from = Math.min(wanted, visits.length - IN_SIGHT)
  return visits.slice(from, from + IN_SIGHT)
}
