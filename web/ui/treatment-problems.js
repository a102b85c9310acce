// What stands against keeping a treatment, as sentences beside the fields.
import { daysBetween, localDate } from '../core/civil.js'
import { restrictsFrom } from '../core/gate.js'
import { part, write } from './frame.js'
import { markWrong } from './wrong.js'

/** @typedef {{field: 'product' | 'date' | 'zones', text: string}} Problem */

/** Older visits restrict nothing any more. */
const OLDEST_DAYS = 2 * 365
const DATE = /^\d{4}-\d\d-\d\d$/

/**
 * @param {import('../core/types.js').Treatment} treatment
 * @param {Pick<import('../entry/basics.js').Basics, 'text' | 'clock'>} basics
 * @returns {Problem[]}
 */
export function problemsIn(treatment, { text: { t }, clock }) {
  /** @type {Problem[]} */
  const problems = []
  if (!treatment.product) {
    problems.push({ field: 'product', text: t('Choose what you had done.') })
  }
  const about = dateProblem(treatment, clock.now(), t)
  if (about) problems.push({ field: 'date', text: about })
  if (treatment.zones.length === 0) {
    problems.push({ field: 'zones', text: t('Choose at least one area.') })
  }
  return problems
}

/**
 * @param {import('../core/types.js').Treatment} treatment
 * @param {number} now
 * @param {import('../core/types.js').Text['t']} t
 */
function dateProblem(treatment, now, t) {
  const { date, time, timezone } = treatment
  if (!DATE.test(date)) return t('Enter the date of the visit.')
  const age = daysBetween(date, localDate(now, timezone))
  const isAhead = age < 0 || (time !== null && restrictsFrom(treatment) > now)
  if (isAhead) return t('This lies in the future. Enter a visit that has taken place.')
  if (age > OLDEST_DAYS) return t('This is more than two years ago. Check the year.')
  return ''
}

/**
 * Shows each problem beside its field and goes to the first.
 * @param {HTMLElement} form
 * @param {Problem[]} problems
 */
export function showProblems(form, problems) {
  const wrong = ['product', 'date', 'zones'].flatMap((field) => {
    const found = problems.find((problem) => problem.field === field)
    write(form, { [`${field}-problem`]: found?.text ?? '' })
    return markWrong(form, field, Boolean(found))
  })
  const [first] = wrong
  first?.focus()
  if (first) part(form, `${first.name}-problem`).scrollIntoView({ block: 'center' })
}
