// Before a massage: what is planned, or why there is none now.
import { stepsOf } from '../core/routine.js'
import { timer } from '../core/format.js'
import { answerOf, isFlagged } from './answer.js'
import { make, part, reveal, write } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * The plans of sessions that may begin now, one for each current routine that has
 * something to massage; none while the verdict is a block.
 * @param {Situation} situation
 */
export function planOf({ assessment, routines, protocols }) {
  if (assessment.verdict === 'blocked' || assessment.verdict === 'none') return []
  return routines.flatMap((current) => {
    const steps = stepsOf(current, assessment, protocols)
    const { product } = current.routine
    const leadInMs = protocols.treatments[product].routine?.leadInMs ?? 0
    return steps.length ? [{ product, steps, leadInMs }] : []
  })
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawDoor(main, situation, basics) {
  const [plan] = planOf(situation)
  if (plan) drawPlan(main, situation, plan, basics)
  else if (situation.assessment.verdict === 'blocked')
    drawClosed(main, situation, basics)
  else drawNone(main, situation, basics)
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {ReturnType<typeof planOf>[0]} plan
 * @param {Basics} basics
 */
function drawPlan(main, situation, { steps }, basics) {
  const { t } = basics.text
  const [current] = situation.routines
  const total = steps.reduce((sum, { ms }) => sum + ms, 0)
  const rule = situation.protocols.treatments[current.routine.product].routine
  const isCaution = situation.assessment.verdict === 'caution'
  write(main, {
    'ready-title': t('Your massage: %(time)s', { time: timer(total) }),
    'ready-advice': [
      t('%(cream)s.', { cream: rule?.cream ?? '' }),
      pressureText(situation, basics),
    ].join(' '),
    'left-out': leftOutText(situation, steps, basics),
  })
  reveal(main, { care: isCaution })
  if (isCaution) write(main, { 'care-text': answerOf(situation, basics).why })
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
 * How firmly today: lightly where care is asked for, lighter on the first day.
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function pressureText({ assessment, routines, protocols }, { text: { t } }) {
  if (assessment.verdict === 'caution') return t('Light pressure only.')
  const [current] = routines
  const rule = current && protocols.treatments[current.routine.product].routine
  if (!rule) return ''
  return `${current.day === 1 ? rule.firstDay : rule.pressure}.`
}

/**
 * @param {Situation} situation
 * @param {import('../core/types.js').Step[]} steps
 * @param {Basics} basics
 */
function leftOutText({ routines: [current] }, steps, basics) {
  const offered = steps.map(({ zone }) => zone)
  const missing = current.zones.filter((zone) => !offered.includes(zone))
  if (missing.length === 0) return ''
  const zones = missing.map((zone) => zoneOf(zone, basics).name).join(', ')
  return basics.text.t('Left out, because injected or next to it: %(zones)s.', {
    zones,
  })
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawClosed(main, situation, basics) {
  const { title, when, why } = answerOf(situation, basics)
  write(main, { 'closed-title': title, 'closed-when': when, 'closed-why': why })
  const link = part(main, 'closed-link')
  const isLatched = isFlagged(situation.assessment)
  link.setAttribute('href', `/${basics.language}/${isLatched ? 'help/' : ''}`)
  link.textContent = isLatched ? basics.text.t('Open Help') : link.textContent
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawNone(main, { kept, routines }, { text: { t } }) {
  const hasRoutine = kept.routines.length > 0 && kept.treatments.length > 0
  const isAllLeftOut = routines.some(({ zones }) => zones.length > 0)
  const words = isAllLeftOut
    ? t(
        'All of your areas were injected or lie next to one. Leave them alone, or ask your clinic.',
      )
    : hasRoutine
      ? t(
          'The days your clinic usually asks for are over. If yours told you to go on, do as they said.',
        )
      : t(
          'Nothing you entered asks for massage. Only massage if your clinic told you to.',
        )
  write(main, { 'none-why': words })
}

/**
 * @param {string} id
 * @param {Pick<Basics, 'protocols'>} basics
 */
export function zoneOf(id, { protocols }) {
  const zone = protocols.zones.find((candidate) => candidate.id === id)
  if (!zone) throw new Error(`There is no zone "${id}"`)
  return zone
}
