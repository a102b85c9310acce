// Times, dates and spans in the patient's language.
import { DAY, daysBetween, HOUR, localDate, MINUTE, SECOND } from './civil.js'

/** Beyond a week a weekday alone would be ambiguous. */
const WEEKDAY_DAYS = 6

/**
 * Minutes and seconds as on a timer, "4:05"; counted up, so that 0:00 is the end.
 * @param {number} ms
 */
export function timer(ms) {
  const seconds = Math.ceil(ms / SECOND)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * @param {string} language a BCP 47 tag
 * @param {string} timezone of the phone
 * @param {import('./types.js').Text} text
 */
export function createFormat(language, timezone, { t }) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const formatter = (options) => {
    const format = new Intl.DateTimeFormat(language, { timeZone: timezone, ...options })
    return (/** @type {number} */ instant) => format.format(instant)
  }
  const time = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const weekday = formatter({ weekday: 'long' })
  const date = formatter({ day: 'numeric', month: 'long' })
  const dated = formatter({ weekday: 'short', day: 'numeric', month: 'long' })
  const fullDate = formatter({ day: 'numeric', month: 'long', year: 'numeric' })
  const longDate = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
  const calendar = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
  })

  /**
   * @param {number} instant
   * @param {number} now
   */
  function daysAway(instant, now) {
    return daysBetween(localDate(now, timezone), localDate(instant, timezone))
  }

  /**
   * An instant as people say it: "14:30", "Thursday 14:30", "6 December 14:30".
   * Languages that would have to inflect the weekday say the date in its place.
   * @param {number} instant
   * @param {number} now
   */
  function moment(instant, now) {
    const days = Math.abs(daysAway(instant, now))
    if (days === 0) return time(instant)
    const values = { date: dated(instant), weekday: weekday(instant) }
    return days <= WEEKDAY_DAYS
      ? t('%(weekday)s %(time)s', { ...values, time: time(instant) })
      : t('%(date)s %(time)s', { date: date(instant), time: time(instant) })
  }

  /**
   * The day of an instant: "today", "Thursday", "6 December".
   * @param {number} instant
   * @param {number} now
   */
  function day(instant, now) {
    const days = Math.abs(daysAway(instant, now))
    if (days === 0) return t('today')
    const values = { date: dated(instant), weekday: weekday(instant) }
    return days <= WEEKDAY_DAYS ? t('%(weekday)s', values) : date(instant)
  }

  return {
    time,
    date,
    weekday,
    fullDate,
    day,
    moment,
    longDate: (/** @type {number} */ instant) =>
      capitalised(longDate(instant), language),
    calendarDate: (/** @type {number} */ day) => calendar.format(day * DAY),
    span: (/** @type {number} */ ms) => span(ms, language),
  }
}

/**
 * A span in its two largest units, "1 day 4 hours"; rounded up to the minute.
 * @param {number} ms
 * @param {string} language
 */
function span(ms, language) {
  const minutes = Math.ceil(ms / MINUTE) * MINUTE
  const days = Math.floor(minutes / DAY)
  const hours = Math.floor((minutes % DAY) / HOUR)
  const rest = Math.floor((minutes % HOUR) / MINUTE)
  const parts = [
    [days, 'day'],
    [hours, 'hour'],
    [days > 0 ? 0 : rest, 'minute'],
  ].filter(([count]) => count !== 0)
  return parts.map(([count, unit]) => unitText(count, unit, language)).join(' ')
}

/**
 * @param {string | number} count
 * @param {string | number} unit
 * @param {string} language
 */
function unitText(count, unit, language) {
  const options = { style: 'unit', unit: String(unit), unitDisplay: 'long' }
  return new Intl.NumberFormat(language, /** @type {any} */ (options)).format(
    Number(count),
  )
}

/**
 * @param {string} text
 * @param {string} language
 */
function capitalised(text, language) {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
