// Before a massage: what is planned, or why there is none now.
import { timer } from '../core/format.js'
import { answerOf } from './answer.js'
import { make, part, reveal, write } from './frame.js'
import { isFlagged, linesOf } from './lines.js'
import { planName, pressureText, zoneNames, zoneOf } from './plans.js'
import { whyUnasked } from './unasked.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * What is planned, with a choice where there are several.
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {{plans: Plan[], plan: Plan}} offer
 * @param {{basics: Basics, choose: (plan: Plan) => void}} devices
 */
export function drawReady(main, situation, { plans, plan }, { basics, choose }) {
  const { t } = basics.text
  const { current, steps } = plan
  const rule = situation.protocols.treatments[current.product].routine
  const total = steps.reduce((sum, { ms }) => sum + ms, 0)
  const isCaution = current.verdict === 'caution'
  write(main, {
    'ready-title': t('Your massage: %(time)s', { time: timer(total) }),
    'ready-advice': [
      t('%(cream)s.', { cream: rule?.cream ?? '' }),
      pressureText(current, {}, basics),
    ].join(' '),
    'left-out': leftOutText(plan, basics),
  })
  reveal(main, { care: isCaution, which: plans.length > 1 })
  const line = linesOf(situation).find((each) => each.current === current)
  if (isCaution && line) {
    write(main, { 'care-text': answerOf(line, situation, basics).why })
  }
  drawChoice(main, plans, plan, { basics, choose })
  part(main, 'plan').replaceChildren(
    ...steps.map(({ zone, ms }) =>
      make(
        'li',
        { 'data-zone': zone, 'data-verdict': situation.assessment.zones[zone].verdict },
        make('span', {}, zoneOf(zone, basics).name),
        make('span', { class: 'soft' }, timer(ms)),
      ),
    ),
  )
}

/**
 * @param {HTMLElement} main
 * @param {Plan[]} plans
 * @param {Plan} chosen
 * @param {{basics: Basics, choose: (plan: Plan) => void}} devices
 */
function drawChoice(main, plans, chosen, { basics, choose }) {
  const list = part(main, 'which-list')
  const keys = plans.map(({ current }) => `${current.product}.${current.part}`).join()
  // Drawn anew it would lose the focus.
  if (list.dataset.plans !== keys) {
    list.dataset.plans = keys
    list.replaceChildren(...plans.map((plan) => choiceOf(plan, { basics, choose })))
  }
  list.querySelectorAll('input').forEach((input, index) => {
    input.checked = plans[index] === chosen
  })
}

/**
 * @param {Plan} plan
 * @param {{basics: Basics, choose: (plan: Plan) => void}} devices
 */
function choiceOf(plan, { basics, choose }) {
  const input = make('input', { type: 'radio', name: 'plan' })
  input.addEventListener('change', () => choose(plan))
  return make('label', {}, input, planName(plan.current, basics))
}

/**
 * @param {Plan} plan
 * @param {Basics} basics
 */
function leftOutText({ current, steps, screening }, basics) {
  const offered = steps.map(({ zone }) => zone)
  const missing = current.zones.filter((zone) => !offered.includes(zone))
  const asked = missing.filter((zone) => screening.leftOut.includes(zone))
  const near = missing.filter((zone) => !asked.includes(zone))
  const { t } = basics.text
  return [
    near.length > 0 &&
      t('Left out, because injected or next to it: %(zones)s.', {
        zones: zoneNames(near, basics),
      }),
    asked.length > 0 &&
      t('Left out because of what you answered: %(zones)s. Ask your clinic.', {
        zones: zoneNames(asked, basics),
      }),
  ]
    .filter(Boolean)
    .join(' ')
}

/**
 * @param {HTMLElement} main
 * @param {import('./lines.js').Line} line the one that is blocked
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawClosed(main, line, situation, basics) {
  const { title, when, why } = answerOf(line, situation, basics)
  write(main, { 'closed-title': title, 'closed-when': when, 'closed-why': why })
  const link = part(main, 'closed-link')
  const isLatched = isFlagged(line, situation)
  link.setAttribute('href', `/${basics.language}/${isLatched ? 'help/' : ''}`)
  const { t } = basics.text
  link.textContent = isLatched ? t('Open Help') : t('What can I do instead?')
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawNone(main, situation, { text }) {
  write(main, { 'none-why': whyUnasked(situation, text) })
}
