// Twelve months as a strip: one thin line for each, its visits as dots on their days.
import { dayNumber, localDate } from '../core/civil.js'
import { beyond, firstMonth, YEAR_MONTHS, yearFrom } from '../core/course-year.js'
import { dayOfMonth, monthAfter, monthOf } from '../core/months.js'
import { make, part, reveal, write } from './frame.js'
import { calendarText } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/course-year.js').YearMonth} YearMonth */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @returns {(courses: Course[]) => void} draws the strip
 */
export function prepareYear(main, basics) {
  /** @type {Course[]} */
  let shown = []
  /** Months by which the patient has turned the strip. */
  let turned = 0

  /** @param {number} months */
  const turn = (months) => {
    turned += months
    draw(shown)
  }

  /** @param {Course[]} courses */
  function draw(courses) {
    shown = courses
    const today = localDate(basics.clock.now(), basics.clock.timezone())
    const from = monthAfter(firstMonth(courses, today), turned)
    drawYear(main, yearFrom(courses, from, today), today, basics)
    const { earlier, later } = beyond(courses, from)
    keepFocus(main, () =>
      reveal(main, { earlier: earlier || turned > 0, later: later || turned < 0 }),
    )
  }

  part(main, 'earlier').addEventListener('click', () => turn(-YEAR_MONTHS))
  part(main, 'later').addEventListener('click', () => turn(YEAR_MONTHS))
  return draw
}

/**
 * A button that has just turned to the last months goes away; its neighbour takes over.
 * @param {HTMLElement} main
 * @param {() => void} change shows and hides the two
 */
function keepFocus(main, change) {
  const [earlier, later] = [part(main, 'earlier'), part(main, 'later')]
  const { activeElement } = document
  change()
  if (activeElement === later && later.hidden) earlier.focus()
  else if (activeElement === earlier && earlier.hidden) later.focus()
}

/**
 * @param {HTMLElement} main
 * @param {YearMonth[]} months
 * @param {string} today
 * @param {Basics} basics
 */
function drawYear(main, months, today, basics) {
  const { t } = basics.text
  const [first, last] = [months[0], months[months.length - 1]]
  const values = {
    first: monthName(first, 'short', basics),
    last: monthName(last, 'short', basics),
  }
  write(main, { 'year-title': t('%(first)s – %(last)s', values) })
  const items = months.map((month, index) =>
    drawMonth(month, index === 0, today, basics),
  )
  part(main, 'months').replaceChildren(...items)
}

/**
 * @param {YearMonth} month
 * @param {boolean} isFirst
 * @param {string} today
 * @param {Basics} basics
 */
function drawMonth(month, isFirst, today, basics) {
  const isCurrent = month.month === monthOf(today)
  const begins = `${month.month}-01`
  const dots = month.days.map(({ day, status }) => dot(day, status))
  if (isCurrent) dots.unshift(dot(dayOfMonth(today), 'today'))
  const letter = calendarText(begins, basics.language, { month: 'narrow' })
  const year = isFirst || month.month.endsWith('-01') ? month.month.slice(0, 4) : ''
  return make(
    'li',
    isCurrent ? { class: 'current', 'aria-current': 'date' } : {},
    make('span', { class: 'visually-hidden' }, monthText(month, basics)),
    make('span', { class: 'days', 'aria-hidden': 'true' }, ...dots),
    make('b', { 'aria-hidden': 'true' }, letter),
    make('small', { 'aria-hidden': 'true' }, year),
  )
}

/**
 * @param {number} day
 * @param {string} kind
 */
function dot(day, kind) {
  const mark = make('i', { class: `mark ${kind}` })
  mark.style.setProperty('--day', String(day))
  return mark
}

/**
 * "March 2026: 13 Mar done, 27 Mar next".
 * @param {YearMonth} month
 * @param {Basics} basics
 */
function monthText(month, basics) {
  const { t } = basics.text
  const visits = month.days.map(({ date, status }) => {
    const day = { date: basics.format.calendarDate(dayNumber(date)) }
    const words = {
      done: t('%(date)s done', day),
      open: t('%(date)s not marked', day),
      next: t('%(date)s next', day),
      later: t('%(date)s later', day),
    }
    return words[status]
  })
  const none = t('no visits')
  return t('%(month)s: %(visits)s', {
    month: monthName(month, 'long', basics),
    visits: visits.length > 0 ? visits.join(', ') : none,
  })
}

/**
 * @param {YearMonth} month
 * @param {'short' | 'long'} length
 * @param {Pick<Basics, 'language'>} basics
 */
function monthName({ month }, length, { language }) {
  return calendarText(`${month}-01`, language, { month: length, year: 'numeric' })
}
