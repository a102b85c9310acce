// The massage on the hand-out: how often, and the areas in their order.
import { instantOfIso, SECOND } from '../core/civil.js'
import { restrictsFrom } from '../core/gate.js'
import { lengthsOf } from '../core/plan-areas.js'
import { choiceOf, firstMassages } from '../core/plan.js'
import { phasesOf } from '../core/phases.js'
import { PARTS, targetsOf } from '../core/routine.js'
import { windowsOf } from '../core/windows.js'
import { make } from './frame.js'
import { mannerText, phaseText } from './plan-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Phase} Phase */

/**
 * @param {Routine} routine
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 */
export function sheetMassage(routine, plan, basics) {
  const { t } = basics.text
  const { short, routine: rule } = basics.protocols.treatments[routine.product]
  const title = t('Massage after %(product)s', { product: short })
  const phases = phasesOf(routine)
  const first = firstMassages(phases)
  if (!rule || !first) {
    return { title, parts: [make('p', {}, t('Your clinic asks you not to massage.'))] }
  }
  const begins = rule.paceMs === null ? [rule.firstDay] : []
  const manner = [rule.cream, rule.pressure, ...begins].map((words) => `${words}.`)
  const visits = plan.treatments.filter(({ product }) => product === routine.product)
  const lists = PARTS.map((part) => areasIn(part, routine, first, visits, basics))
  return {
    title,
    parts: [
      make('p', {}, make('strong', {}, `${timesText(routine, phases, basics)}.`)),
      make('p', {}, manner.join(' ')),
      ...waitsLine(plan, basics),
      ...lists,
    ],
  }
}

/**
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 */
function waitsLine({ treatments, madeAt }, { protocols, text }) {
  const now = instantOfIso(madeAt)
  const isHeldBack = treatments.some((visit) => {
    const from = restrictsFrom({ id: '', note: '', ...visit })
    const windows = windowsOf(visit, protocols)
    return windows.some(
      ({ verdict, untilMs }) => verdict === 'blocked' && from + untilMs > now,
    )
  })
  const words = text.t('Where a waiting time closes an area, its massage waits too.')
  return isHeldBack ? [make('p', {}, words)] : []
}

/**
 * "5 minutes each time, 5 times a day, 5 days", as the preset says it or in its numbers.
 * @param {Routine} routine
 * @param {Phase[]} phases
 * @param {Basics} basics
 */
function timesText(routine, phases, { protocols, text }) {
  const presets = protocols.treatments[routine.product].routine?.presets ?? []
  const choice = choiceOf(routine, presets)
  const preset = presets.find(({ id }) => id === choice)
  if (preset) return preset.name
  return phases.map((phase) => phaseText(phase, text)).join(' · ')
}

/**
 * The areas of one part in their order, each with its seconds.
 * @param {import('../core/types.js').Part} part
 * @param {Routine} routine
 * @param {Phase} first
 * @param {ClinicPlan['treatments']} visits
 * @param {Basics} basics
 */
function areasIn(part, routine, first, visits, { protocols, text }) {
  const treated = visits.map((visit) => ({ id: '', note: '', ...visit }))
  const zones = targetsOf(part, routine, treated, protocols)
  if (zones.length === 0) return null
  const { manner = {} } = routine
  const lengths = lengthsOf(part, first, { zones, manner }, protocols)
  const items = zones.map((zone) => {
    const name = protocols.zones.find(({ id }) => id === zone)?.name ?? zone
    const seconds = Math.round(lengths[zone] / SECOND)
    const time = text.t('%(seconds)s s', { seconds }).replaceAll(' ', '\u00a0')
    const words = [time, mannerText(manner[zone] ?? {}, text)].filter(Boolean)
    return make('li', {}, `${name} `, make('span', { class: 'how' }, words.join(' · ')))
  })
  return make('ol', {}, ...items)
}
