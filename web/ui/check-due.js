// On Today: a question that waits for its answer.
import { checkStates, mayBeAsked } from '../core/checks.js'
import { part, reveal } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export async function drawCheckDue(main, situation, basics) {
  const [due] = await checksDue(situation, basics)
  reveal(main, { 'check-due': Boolean(due) })
  if (!due) return
  const link = part(main, 'check-link')
  link.setAttribute('href', `/${basics.language}/checks/`)
  link.textContent = basics.text.t('This week’s question: %(question)s', {
    question: due.rule.question,
  })
}

/**
 * The questions that are due; the rules are loaded once a treatment is old enough.
 * @param {Pick<Situation, 'kept' | 'now'>} situation
 * @param {Pick<Basics, 'aftercare'>} basics
 */
async function checksDue({ kept, now }, { aftercare }) {
  if (!mayBeAsked(kept.treatments, now)) return []
  const states = checkStates(kept, await aftercare(), now)
  return states.filter(({ state }) => state === 'due')
}
