// What stands against keeping a series, as sentences beside the fields; and the fields.
import { part, write } from './frame.js'
import { problemOfDate } from './visit-form.js'
import { OWN_DATES } from './visit-words.js'
import { markWrong } from './wrong.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./courses-form.js').Day} Day */
/** @typedef {{product: string, template: string, date: string}} Problems */

export const NONE = { product: '', template: '', date: '' }

/**
 * What is missing or wrong, as a sentence for each field.
 * @param {HTMLFormElement} form
 * @param {Day[]} own
 * @param {Basics} basics
 * @returns {Problems}
 */
export function problemsIn(form, own, basics) {
  const { t } = basics.text
  if (!value(form, 'product')) {
    return { ...NONE, product: t('Choose what the visits are for.') }
  }
  if (!value(form, 'template')) {
    return { ...NONE, template: t('Choose one, or your clinic’s own dates.') }
  }
  const day = typed(form)
  if (value(form, 'template') !== OWN_DATES) {
    return { ...NONE, date: problemOfDate(day.date, basics) }
  }
  const isEmpty = !day.date && own.length > 0
  return { ...NONE, date: isEmpty ? '' : problemOfOwn(day, own, basics) }
}

/**
 * @param {Day} day
 * @param {Day[]} own
 * @param {Basics} basics
 */
export function problemOfOwn({ date }, own, basics) {
  const isThere = own.some((other) => other.date === date)
  if (isThere) return basics.text.t('This date is in the list already.')
  return problemOfDate(date, basics)
}

/**
 * Shows each problem beside its field and goes to the first.
 * @param {HTMLFormElement} form
 * @param {Problems} problems
 */
export function showProblems(form, problems) {
  const [first] = Object.entries(problems).flatMap(([name, text]) => {
    write(form, { [`${name}-problem`]: text })
    return markWrong(form, name, text !== '')
  })
  if (!first) return
  first.focus()
  part(form, `${first.name}-problem`).scrollIntoView({ block: 'center' })
}

/** @param {HTMLFormElement} form */
export function typed(form) {
  return { date: value(form, 'date'), time: value(form, 'time') || null }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function value(form, name) {
  return String(new FormData(form).get(name) ?? '')
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function inputs(form, name) {
  return [...form.querySelectorAll('input')].filter((field) => field.name === name)
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function input(form, name) {
  return inputs(form, name)[0]
}
