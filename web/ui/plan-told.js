// A plan in plain words, as the patient reads it before taking it: what was done, how
// long to wait, what is cleared, and the massage.
import { instantOfIso } from '../core/civil.js'
import { cleared, visitLines, waitLines } from './clinic-lines.js'
import { sheetMassage } from './clinic-massage.js'
import { withYears } from './clinic-words.js'
import { make } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */

/**
 * One section for each thing that the plan speaks of.
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 * @returns {HTMLElement[]}
 */
export function tellPlan(plan, basics) {
  const { t } = basics.text
  const made = instantOfIso(plan.madeAt)
  const dated = withYears(basics)
  const waits = plan.treatments.flatMap((visit) => waitLines(visit, made, dated))
  const clearances = plan.clearances.map((each) => cleared(each, dated))
  const massages = plan.routines.map((routine) => {
    const { title, parts } = sheetMassage(routine, plan, dated)
    return { title, parts: folded(parts, Boolean(routine.manner), basics) }
  })
  const told = [
    { title: t('What was done'), parts: list(visitLines(plan, dated)) },
    { title: t('How long to wait'), parts: list(waits.map((line) => [line])) },
    ...massages,
    {
      title: t('Cleared by your clinic'),
      parts: list(clearances.map((line) => [line])),
    },
  ]
  return told.flatMap(({ title, parts }) => section(title, parts) ?? [])
}

/**
 * @param {string} title
 * @param {(HTMLElement | null)[]} parts
 */
function section(title, parts) {
  const found = parts.filter((each) => each !== null)
  if (found.length === 0) return null
  return make('section', { class: 'card stack' }, make('h2', {}, title), ...found)
}

/**
 * The areas of a massage wait folded, unless something is said of one of them.
 * @param {(HTMLElement | null)[]} parts
 * @param {boolean} isOpen
 * @param {Basics} basics
 */
function folded(parts, isOpen, { text: { tn } }) {
  return parts.map((each) => {
    if (each === null || each.tagName !== 'OL') return each
    const count = each.childElementCount
    const words = tn('%(n)s area, in this order', '%(n)s areas, in this order', count)
    const attributes = isOpen ? { open: '' } : undefined
    return make('details', attributes, make('summary', {}, words), each)
  })
}

/** @param {(Node | string)[][]} lines */
function list(lines) {
  const items = lines.map((line) => make('li', {}, ...line))
  return items.length > 0 ? [make('ul', { class: 'told' }, ...items)] : []
}
