// "My clinic cleared it": who said so, and when.
import { cleared, clearingOf, writtenAt } from '../core/redflags.js'
import { field, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Flag} Flag */

/** Where it is said what is wrong with which fields. */
const PROBLEMS = { 'by-problem': ['by'], 'time-problem': ['date', 'time'] }

/**
 * The way out of a flag: a button, and behind it the form.
 * @param {HTMLElement} card
 * @param {Flag} flag
 * @param {Basics} basics
 * @param {(cleared: Flag) => unknown} clear
 */
export function offerClearing(card, flag, basics, clear) {
  const form = /** @type {HTMLFormElement} */ (part(card, 'clearing'))
  nameProblems(form, flag.id)
  part(card, 'open').addEventListener('click', () => openForm(card, basics))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const lifted = read(form, flag, basics)
    if (lifted) clear(lifted)
  })
}

/**
 * Opens the form at the present moment, which is the usual answer.
 * @param {HTMLElement} card
 * @param {Basics} basics
 */
function openForm(card, { clock }) {
  const form = /** @type {HTMLFormElement} */ (part(card, 'clearing'))
  const { date, time } = writtenAt(clock.now(), clock.timezone())
  field(form, 'date').value = date
  field(form, 'date').max = date
  field(form, 'time').value = time
  reveal(card, { clearing: true, open: false })
  field(form, 'by').focus()
}

/**
 * Ties each problem to its fields; there may be several cards.
 * @param {HTMLFormElement} form
 * @param {string} id
 */
function nameProblems(form, id) {
  for (const [problem, names] of Object.entries(PROBLEMS)) {
    part(form, problem).id = `${problem}-${id}`
    for (const name of names) {
      field(form, name).setAttribute('aria-describedby', `${problem}-${id}`)
    }
  }
}

/**
 * The flag with the clinic's word, or null where something is missing.
 * @param {HTMLFormElement} form
 * @param {Flag} flag
 * @param {Basics} basics
 */
function read(form, flag, { clock, text }) {
  const by = field(form, 'by').value.trim()
  const written = { date: field(form, 'date').value, time: field(form, 'time').value }
  const clearing = clearingOf(flag, written, clock.timezone(), clock.now())
  const problem = 'problem' in clearing ? clearing.problem : null
  write(form, {
    'by-problem': by
      ? ''
      : text.t('Enter who cleared it, for example the clinic’s name.'),
    'time-problem': problem ? timeProblem(problem, text) : '',
  })
  field(form, 'by').setAttribute('aria-invalid', String(!by))
  field(form, 'date').setAttribute('aria-invalid', String(problem !== null))
  field(form, 'time').setAttribute('aria-invalid', String(problem !== null))
  if (!by) field(form, 'by').focus()
  else if (problem) field(form, 'date').focus()
  return by && 'at' in clearing ? cleared(flag, by, clearing.at) : null
}

/**
 * @param {'missing' | 'future' | 'early'} problem
 * @param {import('../core/types.js').Text} text
 */
function timeProblem(problem, { t }) {
  return {
    missing: t('Enter the day and the time.'),
    future: t('This lies in the future.'),
    early: t('This lies before you noted the sign.'),
  }[problem]
}
