// Calendar months, "YYYY-MM": their length, and dates some months on.
import { daysBetween } from './civil.js'

/**
 * The same day so many months later (earlier, if negative), or that month's last day.
 * @param {string} date
 * @param {number} months
 * @param {number} [day] of the month
 */
export function monthsAfter(date, months, day = dayOfMonth(date)) {
  const month = monthAfter(monthOf(date), months)
  const last = daysIn(month)
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`
}

/**
 * "YYYY-MM", so many months on.
 * @param {string} month
 * @param {number} months
 */
export function monthAfter(month, months) {
  const [year, number] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + months
  const [years, rest] = [Math.floor(count / 12), ((count % 12) + 12) % 12]
  return `${String(years).padStart(4, '0')}-${String(rest + 1).padStart(2, '0')}`
}

/** @param {string} month */
export function daysIn(month) {
  return daysBetween(`${month}-01`, `${monthAfter(month, 1)}-01`)
}

/** @param {string} date */
export function monthOf(date) {
  return date.slice(0, 7)
}

/** @param {string} date */
export function dayOfMonth(date) {
  return Number(date.slice(8))
}
