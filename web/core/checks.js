// The question that comes back every week: whether it is due, and when it comes next.
import { DAY, dateOf, dayNumber, instantOfIso, localDate } from './civil.js'
import { latest } from './routine.js'

/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Check} Check */
/** @typedef {import('./types.js').CheckRule} CheckRule */

/**
 * One question of one product. `date`: the day on which it is due or was, null before the
 * first; `next`: the day of the following one, null after the last.
 * @typedef {{product: string, treatment: Treatment, rule: CheckRule,
 *   state: 'due' | 'waiting' | 'over', date: string | null, next: string | null}} CheckState
 */

/** Nobody is asked in the first week after a visit, whatever a rule says. */
const FIRST_DAYS = 7

/**
 * Where the questions stand, one state for each rule of each entered product. Calendar
 * days count, from the latest visit, in the place where that was.
 * @param {{treatments: Treatment[], checks: Check[]}} kept
 * @param {import('./types.js').Aftercare} aftercare
 * @param {number} now
 * @returns {CheckState[]}
 */
export function checkStates({ treatments, checks }, aftercare, now) {
  return Object.entries(aftercare.products).flatMap(([product, { checks: rules }]) => {
    const visits = treatments.filter((visit) => visit.product === product)
    if (visits.length === 0) return []
    const treatment = latest(visits)
    const answers = checks.filter((check) => check.product === product)
    return rules.map((rule) => stateOf(rule, treatment, answers, now))
  })
}

/**
 * @param {CheckRule} rule
 * @param {Treatment} treatment
 * @param {Check[]} answers
 * @param {number} now
 * @returns {CheckState}
 */
function stateOf(rule, treatment, answers, now) {
  const { date, timezone, product } = treatment
  const visit = dayNumber(date)
  const today = dayNumber(localDate(now, timezone))
  const days = daysOf(rule).map((days) => visit + days)
  const last = days.filter((day) => day <= today).at(-1)
  const next = days.find((day) => day > today)
  const isLate = today >= visit + (rule.untilMs + rule.everyMs) / DAY
  const isAnswered = answers.some(
    ({ at }) => dayNumber(localDate(instantOfIso(at), timezone)) >= (last ?? Infinity),
  )
  const isDue = last !== undefined && !isAnswered
  const isOver = isLate || (next === undefined && !isDue)
  return {
    ...{ product, treatment, rule },
    state: isOver ? 'over' : isDue ? 'due' : 'waiting',
    date: last === undefined ? null : dateOf(last),
    next: next === undefined ? null : dateOf(next),
  }
}

/**
 * How many days after the visit a question comes, each time.
 * @param {CheckRule} rule
 */
function daysOf({ everyMs, fromMs, untilMs }) {
  const times = Array.from({ length: Math.floor(untilMs / everyMs) }, (_, index) =>
    Math.round(((index + 1) * everyMs) / DAY),
  )
  return times.filter((days) => days >= Math.max(FIRST_DAYS, fromMs / DAY))
}

/**
 * Whether a treatment may be old enough for any question, before the rules are loaded.
 * @param {Treatment[]} treatments
 * @param {number} now
 */
export function mayBeAsked(treatments, now) {
  return treatments.some(({ date, timezone }) => {
    return dayNumber(localDate(now, timezone)) - dayNumber(date) >= FIRST_DAYS
  })
}
