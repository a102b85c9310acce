// What stands against keeping a plan, as sentences beside the fields.
import { part, write } from './frame.js'
import { markWrong } from './wrong.js'

/** @typedef {ReturnType<typeof import('./plan-areas.js').createAreas>} Areas */
/** @typedef {import('../core/types.js').Text} Text */

/**
 * Shows each problem beside its field and goes to the first. Without a massage the
 * areas do not matter.
 * @param {HTMLFormElement} form
 * @param {Areas} areas
 * @param {{wrong: string[], isAsked: boolean}} found
 * @param {Text} text
 * @returns {boolean} whether there is any
 */
export function showProblems(form, areas, { wrong, isAsked }, { t }) {
  const isEmpty = isAsked && areas.chosen().length === 0
  const rows = isAsked ? areas.wrongRows() : []
  write(form, {
    'numbers-problem':
      wrong.length > 0
        ? t('Write whole numbers: 1 to 30 minutes, 1 to 12 times a day, 1 to 60 days.')
        : '',
    'zones-problem': isEmpty
      ? t('Choose at least one area, or say above that your clinic told you not to.')
      : '',
  })
  mark(form, wrong)
  const boxes = markWrong(form, 'zones', isEmpty)
  for (const row of rows) row.refuse(t('Write whole seconds, 5 to 300, or none.'))
  const first = [
    ...wrong.map((name) => numberField(form, name)),
    ...boxes,
    ...rows.map((row) => row.secondsField),
  ][0]
  first?.focus()
  first?.scrollIntoView({ block: 'center' })
  return first !== undefined
}

/**
 * @param {HTMLFormElement} form
 * @param {Areas} areas
 */
export function clearProblems(form, areas) {
  write(form, { 'numbers-problem': '', 'zones-problem': '' })
  mark(form, [])
  markWrong(form, 'zones', false)
  areas.accept()
}

/**
 * @param {HTMLFormElement} form
 * @param {string[]} wrong
 */
function mark(form, wrong) {
  for (const field of part(form, 'numbers').querySelectorAll('input')) {
    field.setAttribute('aria-invalid', String(wrong.includes(field.name)))
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function numberField(form, name) {
  return /** @type {HTMLElement} */ (form.elements.namedItem(name))
}
