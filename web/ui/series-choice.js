// The usual rhythms of a product's visits to choose from, with what they rest on.
import { make, part, write } from './frame.js'
import { OWN_DATES } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Series} Series */

const RANGE_ID = 'series-range'

/**
 * The clinic's own dates come last; where there is nothing else they are chosen. What
 * sources say about all of them alike is said once, above.
 * @param {HTMLElement} form
 * @param {Series[]} courses
 * @param {Basics} basics
 */
export function drawSeries(form, courses, basics) {
  const ranges = new Set(courses.map(({ range }) => range))
  const shared = ranges.size === 1 ? courses[0].range : ''
  const words = basics.text.t('My clinic’s own dates')
  write(form, { [RANGE_ID]: shared })
  part(form, 'series-list').replaceChildren(
    ...courses.map((series) => drawOne(series, shared, basics)),
    option(OWN_DATES, words, courses.length === 0),
  )
}

/**
 * @param {Series} series
 * @param {string} shared what is said of all
 * @param {Basics} basics
 */
function drawOne({ id, name, range, source }, shared, { text: { t }, language }) {
  const own = range === shared ? '' : range
  const about = own ? `range-${id}` : RANGE_ID
  const links = source.flatMap((key) => [
    ' ',
    make('a', { href: `/${language}/about/#source-${key}` }, key),
  ])
  const words = make('p', { class: 'soft small', id: `range-${id}` }, own, own && ' ')
  words.append(make('span', { class: 'sources' }, t('Sources:'), ...links))
  return make('div', { class: 'rhythm' }, option(id, name, false, about), words)
}

/**
 * @param {string} value
 * @param {string} words
 * @param {boolean} isChosen
 * @param {string} [about] id of what describes it further
 */
function option(value, words, isChosen, about = '') {
  const described = `${about} template-problem`.trim()
  const input = make('input', {
    type: 'radio',
    name: 'template',
    value,
    'aria-describedby': described,
  })
  input.checked = isChosen
  return make('label', { class: 'choice' }, input, words)
}
