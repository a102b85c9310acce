// When the next massage is due: what is left of today, spread over the waking day.
import { HOUR, instantOf, instantOfIso, localDate, SECOND } from './civil.js'

/** Never two within an hour. */
const REST_MS = HOUR
/** The end of a waking day, where the patient has set none. */
const EVENING = '22:00'

/**
 * The instant from which the next of today's sessions is suggested; null when today's
 * are done or the day is over.
 * @param {{done: number, timesADay: number,
 *   last: import('./types.js').SessionRecord | null, timezone: string}} today
 * @param {number} now
 * @returns {number | null}
 */
export function nextDue({ done, timesADay, last, timezone }, now) {
  const left = timesADay - done
  const evening = instantOf(localDate(now, timezone), EVENING, timezone)
  if (left <= 0 || now >= evening) return null
  if (!last) return now
  const lastEnd = instantOfIso(last.startedAt) + last.seconds * SECOND
  const gap = Math.max(REST_MS, (evening - lastEnd) / (left + 1))
  return Math.max(now, lastEnd + gap)
}
