// One visit: another day, alone or with all after it; or a new one in its course.
import { localDate } from '../core/civil.js'
import {
  isFar,
  laterVisits,
  moveVisit,
  problemOfMove,
  visitOn,
  withVisit,
} from '../core/course.js'
import { field, onSubmit, part, reveal, write } from './frame.js'
import { changeCourse } from './visit-treatment.js'
import { datedText, productName, visitDate } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {{date: string, time: string | null, withLater: boolean}} Entry */

const DATE = /^\d{4}-\d\d-\d\d$/

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {(visit: string | null) => unknown} close is told the visit that was kept
 */
export function prepareVisitForm(main, basics, close) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'visit-form'))
  /** @type {Course} */
  let course
  /** @type {Visit | null} */
  let visit = null

  onSubmit(form, async () => {
    const entry = readEntry(form)
    const problem = problemIn(entry, course, visit, basics)
    showProblem(form, problem)
    if (problem) return
    const id = visit?.id ?? basics.newId()
    await changeCourse(course.id, (latest) => kept(latest, id, visit, entry), basics)
    await close(id)
  })
  part(form, 'visit-cancel').addEventListener('click', () => close(visit?.id ?? null))

  return {
    /**
     * @param {Course} itsCourse
     * @param {Visit | null} itsVisit null for a new one
     */
    open(itsCourse, itsVisit) {
      course = itsCourse
      visit = itsVisit
      fill(form, course, visit, basics)
      showProblem(form, '')
      part(form, 'visit-title').focus()
    },
  }
}

/**
 * @param {Course} course
 * @param {string} id
 * @param {Visit | null} visit
 * @param {Entry} entry
 */
function kept(course, id, visit, { date, time, withLater }) {
  if (visit) return moveVisit(course, id, { date, time }, withLater)
  return withVisit(course, visitOn(id, date, time))
}

/**
 * @param {HTMLFormElement} form
 * @param {Course} course
 * @param {Visit | null} visit
 * @param {Basics} basics
 */
function fill(form, course, visit, basics) {
  const { t } = basics.text
  const product = productName(course, basics)
  write(form, {
    'visit-title': visit ? t('Change this visit') : t('Add a visit'),
    'visit-what': visit
      ? t('%(product)s, %(date)s', { product, date: visitDate(visit, basics) })
      : product,
  })
  field(form, 'date').value = visit?.date ?? ''
  field(form, 'time').value = visit?.time ?? ''
  field(form, 'reach').value = 'one'
  reveal(form, { reach: visit !== null && laterVisits(course, visit).length > 0 })
}

/**
 * @param {HTMLFormElement} form
 * @returns {Entry}
 */
function readEntry(form) {
  return {
    date: field(form, 'date').value,
    time: field(form, 'time').value || null,
    withLater: field(form, 'reach').value === 'later',
  }
}

/**
 * What stands against this date, as a sentence; empty if nothing does.
 * @param {Entry} entry
 * @param {Course} course
 * @param {Visit | null} visit
 * @param {Basics} basics
 */
function problemIn({ date, withLater }, course, visit, basics) {
  const { t } = basics.text
  const wrong = problemOfDate(date, basics)
  if (wrong) return wrong
  if (!visit) {
    const isTaken = course.visits.some((other) => other.date === date)
    return isTaken ? t('This series has a visit on that day already.') : ''
  }
  const problem = problemOfMove(course, visit.id, date, withLater)
  if (!problem) return ''
  const values = { date: datedText(problem.date, basics) }
  if (problem.kind === 'before-done') {
    return t('Your visit on %(date)s is done. Choose a day after it.', values)
  }
  return problem.date === date
    ? t('This series has a visit on that day already.')
    : t('Then two visits would fall on %(date)s. Choose another day.', values)
}

/**
 * What is wrong with a date by itself.
 * @param {string} date
 * @param {Pick<Basics, 'text' | 'clock'>} basics
 */
export function problemOfDate(date, { text: { t }, clock }) {
  if (!date) return t('Enter a date.')
  const today = localDate(clock.now(), clock.timezone())
  const isMeant = DATE.test(date) && !isFar(date, today)
  return isMeant ? '' : t('This is more than five years away. Check the year.')
}

/**
 * @param {HTMLFormElement} form
 * @param {string} text
 */
function showProblem(form, text) {
  const input = field(form, 'date')
  write(form, { 'visit-problem': text })
  input.setAttribute('aria-invalid', String(text !== ''))
  if (text) input.focus()
}
