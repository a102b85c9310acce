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
 * The phone's table of languages is opened when a date is first asked for: that takes
 * a slow phone a tenth of a second, which a first visit can do without.
 * @param {string} language a BCP 47 tag
 * @param {() => string} timezone of the phone
 * @param {import('./types.js').Text} text
 */
export function createFormat(language, timezone, { t }) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const formatter = (options) => {
    /** @type {Intl.DateTimeFormat | undefined} */
    let format
    let zone = ''
    return (/** @type {number} */ instant) => {
      const timeZone = options.timeZone ?? timezone()
      // A phone may have flown since.
      if (!format || zone !== timeZone)
        format = new Intl.DateTimeFormat(language, { ...options, timeZone })
      zone = timeZone
      return format.format(instant)
    }
  }
  const time = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const weekday = formatter({ weekday: 'long' })
  const date = formatter({ day: 'numeric', month: 'long' })
  const dated = formatter({ weekday: 'short', day: 'numeric', month: 'long' })
  const fullDate = formatter({ day: 'numeric', month: 'long', year: 'numeric' })
  const longDate = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
  const calendar = formatter({ timeZone: 'UTC', day: 'numeric', month: 'short' })
  const counted = {
    day: counter(language, 'day'),
    hour: counter(language, 'hour'),
    minute: counter(language, 'minute'),
  }

  /**
   * @param {number} instant
   * @param {number} now
   */
  function daysAway(instant, now) {
    return daysBetween(localDate(now, timezone()), localDate(instant, timezone()))
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

  /**
   * A span in its two largest units, "1 day 4 hours"; rounded up to the minute.
   * @param {number} ms
   */
  function span(ms) {
    const minutes = Math.ceil(ms / MINUTE) * MINUTE
    const days = Math.floor(minutes / DAY)
    const hours = Math.floor((minutes % DAY) / HOUR)
    const rest = days > 0 ? 0 : Math.floor((minutes % HOUR) / MINUTE)
    return [
      ...(days > 0 ? [counted.day(days)] : []),
      ...(hours > 0 ? [counted.hour(hours)] : []),
      ...(rest > 0 ? [counted.minute(rest)] : []),
    ].join(' ')
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
    calendarDate: (/** @type {number} */ day) => calendar(day * DAY),
    span,
  }
}

/**
 * Writes so many of a unit, "4 hours"; opened when first asked, as dates are.
 * @param {string} language
 * @param {string} unit
 */
function counter(language, unit) {
  /** @type {Intl.NumberFormat | undefined} */
  let format
  return (/** @type {number} */ count) => {
    format ??= new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    })
    return format.format(count)
  }
}

/**
 * @param {string} text
 * @param {string} language
 */
function capitalised(text, language) {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
