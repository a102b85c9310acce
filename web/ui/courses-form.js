// Entering a series of visits: product, rhythm, first date; its dates before they are kept.
import { compare } from '../core/civil.js'
import { datesOf, visitOn } from '../core/course.js'
import { onSubmit, part, reveal, write } from './frame.js'
import { drawPreview } from './course-preview.js'
import { drawSeries } from './series-choice.js'
import {
  input,
  NONE,
  problemOfOwn,
  problemsIn,
  showProblems,
  typed,
  value,
} from './courses-problems.js'
import { problemOfDate } from './visit-form.js'
import { OWN_DATES } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Aftercare} Aftercare */
/** @typedef {{date: string, time: string | null}} Day */

/**
 * @param {HTMLElement} main
 * @param {Aftercare} aftercare
 * @param {Basics} basics
 * @param {(course: string | null) => unknown} close is told the course that was kept
 */
export function prepareForm(main, aftercare, basics, close) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'form'))
  /** @type {Day[]} the clinic's own dates, one by one */
  let own = []

  const seriesOf = (/** @type {string} */ product) =>
    aftercare.products[product]?.courses ?? []
  const series = () =>
    seriesOf(value(form, 'product')).find(({ id }) => id === value(form, 'template'))
  const isOwn = () => value(form, 'template') === OWN_DATES

  /** The days as the form has them now; a typed date that is wrong gives none. */
  function planned() {
    if (isOwn()) return own
    const chosen = series()
    const { date, time } = typed(form)
    if (!chosen || problemOfDate(date, basics)) return []
    return datesOf(chosen.steps, date).map((day, index) => ({
      date: day,
      time: index === 0 ? time : null,
    }))
  }

  function draw() {
    const { t } = basics.text
    const hasRhythm = value(form, 'template') !== ''
    reveal(form, {
      series: value(form, 'product') !== '',
      dates: hasRhythm,
      'note-field': hasRhythm,
      'add-date': isOwn(),
    })
    write(form, {
      'dates-legend': isOwn() ? t('The dates your clinic gave you') : t('First visit'),
    })
    drawPreview(form, planned(), isOwn() ? takeOut : null, basics)
  }

  function chooseProduct() {
    const product = value(form, 'product')
    showProblems(form, NONE)
    if (product) drawSeries(form, seriesOf(product), basics)
    else part(form, 'series-list').replaceChildren()
    draw()
  }

  /** Takes over the typed date; false if something is wrong with it. */
  function takeTyped() {
    const day = typed(form)
    const date = problemOfOwn(day, own, basics)
    showProblems(form, { ...NONE, date })
    if (date) return false
    own = [...own, day].sort((a, b) => compare(a.date, b.date))
    for (const name of ['date', 'time']) input(form, name).value = ''
    return true
  }

  function addDate() {
    if (!takeTyped()) return
    draw()
    input(form, 'date').focus()
  }

  /** @param {Day} day */
  function takeOut(day) {
    own = own.filter((other) => other !== day)
    draw()
    input(form, 'date').focus()
  }

  form.addEventListener('change', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === 'product') chooseProduct()
    else draw()
  })
  onSubmit(form, async () => {
    const problems = problemsIn(form, own, basics)
    showProblems(form, problems)
    if (Object.values(problems).some(Boolean)) return
    if (isOwn() && typed(form).date) takeTyped()
    await close(await keep(form, planned(), basics))
  })
  part(form, 'add-date').addEventListener('click', addDate)
  part(form, 'cancel').addEventListener('click', () => close(null))

  return {
    open() {
      form.reset()
      own = []
      chooseProduct()
      part(form, 'form-title').focus()
    },
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Day[]} days
 * @param {Basics} basics
 */
async function keep(form, days, { store, newId }) {
  const id = newId()
  await store.put('courses', {
    id,
    product: value(form, 'product'),
    template: value(form, 'template'),
    note: input(form, 'note').value.trim(),
    visits: days.map(({ date, time }) => visitOn(newId(), date, time)),
  })
  return id
}
