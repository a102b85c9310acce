// One plan as a form: what the clinic asked for, where, and what that comes to.
import { visitsFor } from '../core/plan-areas.js'
import { defaultRoutine, latest } from '../core/routine.js'
import { copyOf, part, reveal, write } from './frame.js'
import { createPlanFields } from './plan-fields.js'
import { dateText } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../core/types.js').Routine} Routine */

/**
 * The card of one plan, filled in; nothing is kept before it is sent.
 * @param {HTMLElement} main holds the templates
 * @param {Routine} plan
 * @param {Situation} situation
 * @param {Basics} basics
 * @param {(plan: Routine) => Promise<void>} save
 */
export function drawPlan(main, plan, situation, basics, save) {
  const { text, protocols } = basics
  const form = /** @type {HTMLFormElement} */ (copyOf(main, `plan-${plan.product}`))
  const visits = visitsFor(plan, situation.kept.treatments, situation.now)
  const fields = createPlanFields(main, form, { plan, visits, situation }, basics)
  const say = (/** @type {string} */ words) => {
    part(form, 'saved').textContent = words
  }

  async function send() {
    say('')
    const next = fields.take()
    if (!next) return
    await save(next)
    reveal(form, { narrowed: false })
    say(text.t('Kept on this phone.'))
    part(form, 'saved').scrollIntoView({ block: 'nearest' })
  }

  // At once, and not when the field is left: that would move the button away from under
  // the very press that leaves it, where a browser does not hold the scrolling still.
  for (const event of ['input', 'change']) {
    form.addEventListener(event, () => {
      fields.sync()
      say('')
    })
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  part(form, 'reset').addEventListener('click', () => {
    fields.fill(defaultRoutine(plan.product, protocols) ?? plan)
    say(text.t('Set back. Save the plan to keep it so.'))
  })
  const visited = dateText(latest(visits).date, basics)
  write(form, { visit: text.t('Visit: %(date)s', { date: visited }) })
  reveal(form, { narrowed: Boolean(plan.wider) })
  fields.fill(plan)
  return form
}
