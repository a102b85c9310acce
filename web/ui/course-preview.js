// The dates of a series before they are kept.
import { make, reveal, part, write } from './frame.js'
import { datedText, shortText, visitDate } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./courses-form.js').Day} Day */

/**
 * @param {HTMLElement} form
 * @param {Day[]} days
 * @param {((day: Day) => void) | null} takeOut where single dates can be taken out again
 * @param {Basics} basics
 */
export function drawPreview(form, days, takeOut, basics) {
  const preview = part(form, 'preview')
  preview.className = takeOut ? 'lines' : 'preview'
  preview.replaceChildren(
    ...(takeOut
      ? days.map((day) => line(day, takeOut, basics))
      : compact(days, basics)),
  )
  write(form, { count: countText(days, basics) })
  reveal(form, {
    preview: days.length > 0,
    'preview-note': days.length > 0 && !takeOut,
  })
}

/**
 * "6 visits, 27 March 2026 to 1 May 2026".
 * @param {Day[]} days
 * @param {Basics} basics
 */
function countText(days, basics) {
  if (days.length === 0) return ''
  const values = {
    first: datedText(days[0].date, basics),
    last: datedText(days[days.length - 1].date, basics),
  }
  return days.length === 1
    ? basics.text.t('One visit, %(first)s', values)
    : basics.text.tn(
        '%(n)s visit, %(first)s to %(last)s',
        '%(n)s visits, %(first)s to %(last)s',
        days.length,
        values,
      )
}

/**
 * Short dates, with a line where a year begins.
 * @param {Day[]} days
 * @param {Basics} basics
 */
function compact(days, basics) {
  return days.flatMap(({ date, time }, index) => {
    const words = shortText(date, basics)
    const item = make('li', {}, time ? `${words}, ${time}` : words)
    const year = date.slice(0, 4)
    const isNew = index > 0 && days[index - 1].date.slice(0, 4) !== year
    return isNew ? [make('li', { class: 'new-year' }, year), item] : [item]
  })
}

/**
 * @param {Day} day
 * @param {(day: Day) => void} takeOut
 * @param {Basics} basics
 */
function line(day, takeOut, basics) {
  const { t } = basics.text
  const name = visitDate(day, basics)
  const label = t('Remove: %(name)s', { name })
  const remove = make('button', { type: 'button', class: 'link' }, t('Remove'))
  remove.setAttribute('aria-label', label)
  remove.addEventListener('click', () => takeOut(day))
  const date = t('%(date)s %(year)s', {
    date: shortText(day.date, basics),
    year: day.date.slice(0, 4),
  })
  return make('li', {}, day.time ? `${date}, ${day.time}` : date, remove)
}
