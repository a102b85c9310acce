// A series of visits: made from a usual rhythm, changed, moved, marked.
import { dateOf, dayNumber, daysBetween, instantOf, localDate } from './civil.js'
import { dayOfMonth, monthsAfter } from './months.js'

/** @typedef {import('./types.js').Course} Course */
/** @typedef {import('./types.js').Visit} Visit */

/** A date further away than this is a slip of the finger. */
const FAR_MONTHS = 5 * 12

/**
 * The dates of a template: the first step begins with `start`, and every other visit
 * follows the one before it. Counted in months, visits keep the day of the month from
 * which the counting began; a month that is too short gives its last day.
 * @param {import('./types.js').Series['steps']} steps
 * @param {string} start
 */
export function datesOf(steps, start) {
  const dates = [start]
  let keptDay = dayOfMonth(start)
  steps.forEach(({ count, days = 0, months }, index) => {
    const following = index === 0 ? count - 1 : count
    for (let left = following; left > 0; left -= 1) {
      const last = dates[dates.length - 1]
      const next = months
        ? monthsAfter(last, months, keptDay)
        : dateOf(dayNumber(last) + days)
      dates.push(next)
    }
    if (!months) keptDay = dayOfMonth(dates[dates.length - 1])
  })
  return dates
}

/**
 * Whether a date is too far from today to be meant.
 * @param {string} date
 * @param {string} today
 */
export function isFar(date, today) {
  return date > monthsAfter(today, FAR_MONTHS) || date < monthsAfter(today, -FAR_MONTHS)
}

/**
 * A visit that has not taken place yet.
 * @param {string} id
 * @param {string} date
 * @param {string | null} [time]
 * @returns {Visit}
 */
export function visitOn(id, date, time = null) {
  return { id, date, time, done: false, treatment: null }
}

/**
 * The course with this visit: a new one, or in the place of the one with its id.
 * @param {Course} course
 * @param {Visit} visit
 * @returns {Course}
 */
export function withVisit(course, visit) {
  const visits = [...withoutVisit(course, visit.id).visits, visit]
  return { ...course, visits: sortedVisits(visits) }
}

/**
 * @param {Course} course
 * @param {string} id
 * @returns {Course}
 */
export function withoutVisit(course, id) {
  return { ...course, visits: course.visits.filter((visit) => visit.id !== id) }
}

/**
 * Earliest first; a day's visits by their time, those without one last.
 * @param {Visit[]} visits
 */
export function sortedVisits(visits) {
  const place = (/** @type {Visit} */ { date, time }) => `${date} ${time ?? '99:99'}`
  return [...visits].sort((a, b) => {
    const [one, other] = [place(a), place(b)]
    return one < other ? -1 : Number(one > other)
  })
}

/**
 * Moves one visit, alone or with all after it, by the same number of days. Done visits
 * stay where they were.
 * @param {Course} course
 * @param {string} id
 * @param {{date: string, time: string | null}} to
 * @param {boolean} withLater
 * @returns {Course}
 */
export function moveVisit(course, id, { date, time }, withLater) {
  const visit = course.visits.find((other) => other.id === id)
  if (!visit || visit.done) return course
  const days = daysBetween(visit.date, date)
  const followers = withLater ? laterVisits(course, visit) : []
  const visits = course.visits.map((other) => {
    if (other === visit) return { ...other, date, time }
    if (!followers.includes(other)) return other
    return { ...other, date: dateOf(dayNumber(other.date) + days) }
  })
  return { ...course, visits: sortedVisits(visits) }
}

/**
 * The visits that would come along if this one moved with all after it.
 * @param {Course} course
 * @param {Visit} visit
 */
export function laterVisits({ visits }, { date }) {
  return visits.filter((other) => !other.done && other.date > date)
}

/**
 * What stands against a move: a done visit that lies later, or a day that is taken.
 * @param {Course} course
 * @param {string} id
 * @param {string} date
 * @param {boolean} withLater
 * @returns {{kind: 'before-done' | 'taken', date: string} | null}
 */
export function problemOfMove(course, id, date, withLater) {
  const visit = course.visits.find((other) => other.id === id)
  if (!visit || visit.date === date) return null
  const done = sortedVisits(course.visits.filter((other) => other.done))
  const lastDone = done[done.length - 1]?.date
  if (lastDone && date < lastDone) return { kind: 'before-done', date: lastDone }
  const stays = course.visits.filter(
    (other) =>
      other !== visit && !(withLater && laterVisits(course, visit).includes(other)),
  )
  const moved = moveVisit(course, id, { date, time: null }, withLater).visits
  const taken = moved.find(
    (one) =>
      !stays.some((other) => other.id === one.id) &&
      stays.some((other) => other.date === one.date),
  )
  return taken ? { kind: 'taken', date: taken.date } : null
}

/**
 * Whether a visit's time has come, so that it can have taken place.
 * @param {Visit} visit
 * @param {number} now
 * @param {string} timezone of the phone
 */
export function hasCome({ date, time }, now, timezone) {
  const today = localDate(now, timezone)
  if (date !== today || time === null) return date <= today
  return instantOf(date, time, timezone) <= now
}

/**
 * The course with a visit marked, or not marked any more. What lies ahead cannot have
 * taken place: then nothing changes.
 * @param {Course} course
 * @param {string} id
 * @param {boolean} done
 * @param {number} now
 * @param {string} timezone of the phone
 * @returns {Course}
 */
export function markVisit(course, id, done, now, timezone) {
  const visit = course.visits.find((other) => other.id === id)
  if (!visit || (done && !hasCome(visit, now, timezone))) return course
  return withVisit(course, { ...visit, done })
}
