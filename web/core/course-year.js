// Twelve months at a glance: which days have visits, and how they stand.
import { daysBetween } from './civil.js'
import { statusOf } from './visit-status.js'
import { dayOfMonth, daysIn, monthAfter, monthOf } from './months.js'

/** @typedef {import('./types.js').Course} Course */
/** @typedef {import('./visit-status.js').VisitStatus} VisitStatus */

/**
 * @typedef {{day: number, date: string, status: VisitStatus}} YearDay
 * @typedef {{month: string, length: number, days: YearDay[]}} YearMonth
 */

export const YEAR_MONTHS = 12
/** What was done lately stays in sight. */
const MONTHS_BEFORE = 2
/** On a day with visits of two courses, the one that asks for more is shown. */
const RANK = ['next', 'later', 'open', 'done']

/**
 * Twelve months from `month` ("YYYY-MM") on, each with the days that have visits.
 * @param {Course[]} courses
 * @param {string} month
 * @param {string} today
 * @returns {YearMonth[]}
 */
export function yearFrom(courses, month, today) {
  const days = daysOf(courses, today)
  return Array.from({ length: YEAR_MONTHS }, (_, index) => {
    const own = monthAfter(month, index)
    return {
      month: own,
      length: daysIn(own),
      days: days.filter(({ date }) => monthOf(date) === own),
    }
  })
}

/**
 * Every day with a visit, in order, each once.
 * @param {Course[]} courses
 * @param {string} today
 * @returns {YearDay[]}
 */
function daysOf(courses, today) {
  const all = courses.flatMap((course) =>
    course.visits.map((visit) => ({
      day: dayOfMonth(visit.date),
      date: visit.date,
      status: statusOf(visit, course, today),
    })),
  )
  all.sort(
    (a, b) =>
      daysBetween(b.date, a.date) || RANK.indexOf(a.status) - RANK.indexOf(b.status),
  )
  return all.filter(({ date }, index) => all[index - 1]?.date !== date)
}

/**
 * The month with which the strip begins: a little before this one, but with no empty
 * months before the first visit.
 * @param {Course[]} courses
 * @param {string} today
 */
export function firstMonth(courses, today) {
  const [earliest] = courses.flatMap(({ visits }) => visits.map(dateOfVisit)).sort()
  const current = monthOf(today)
  const first = earliest ? monthOf(earliest) : current
  const before = monthAfter(current, -MONTHS_BEFORE)
  if (first > current) return current
  return first < before ? before : first
}

/**
 * Whether there are visits before or after the twelve months from `month` on.
 * @param {Course[]} courses
 * @param {string} month
 */
export function beyond(courses, month) {
  const months = courses.flatMap(({ visits }) =>
    visits.map((visit) => monthOf(dateOfVisit(visit))),
  )
  const end = monthAfter(month, YEAR_MONTHS)
  return {
    earlier: months.some((other) => other < month),
    later: months.some((other) => other >= end),
  }
}

/** @param {import('./types.js').Visit} visit */
function dateOfVisit({ date }) {
  return date
}
