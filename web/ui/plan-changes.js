// What taking a plan would change on this phone, in words, before it is taken.
import { phasesOf } from '../core/phases.js'
import { choiceOf } from '../core/plan.js'
import { openFlags } from '../core/redflags.js'
import { visitText } from './answer.js'
import { phaseText } from './plan-words.js'
import { zoneNames } from './plans.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Treatment} Treatment */

/**
 * A line for everything that stands otherwise now, and what a plan cannot change.
 * @param {Keepsakes} kept
 * @param {Keepsakes} after
 * @param {Basics} basics
 * @returns {string[]}
 */
export function changeLines(kept, after, basics) {
  const { t } = basics.text
  const flagged = t(
    'You noted that something felt wrong. Massage stays closed until your clinic has cleared that; a plan does not change it.',
  )
  return [
    ...kept.treatments.flatMap((visit) => visitLine(visit, after, basics)),
    ...kept.routines.flatMap((routine) => routineLine(routine, after, basics)),
    ...phoneLine(kept, after, basics),
    ...(openFlags(kept.flags).length > 0 ? [flagged] : []),
  ]
}

/**
 * @param {Treatment} visit
 * @param {Keepsakes} after
 * @param {Basics} basics
 */
function visitLine(visit, { treatments }, basics) {
  const next = treatments.find(({ id }) => id === visit.id)
  if (!next || isSame(visit, next)) return []
  const was = [
    visitText(visit, basics.clock.now(), basics),
    ...(isSame(visit.zones, next.zones) ? [] : [zoneNames(visit.zones, basics)]),
  ]
  return [
    basics.text.t('Your entry becomes what the plan says. It was: %(entry)s.', {
      entry: was.join(' · '),
    }),
  ]
}

/**
 * @param {Routine} routine
 * @param {Keepsakes} after
 * @param {Basics} basics
 */
function routineLine(routine, { routines }, basics) {
  const next = routines.find(({ product }) => product === routine.product)
  if (!next || isSame(routine, next)) return []
  const { protocols, text } = basics
  const { short, routine: rule } = protocols.treatments[routine.product]
  const presets = rule?.presets ?? []
  const choice = choiceOf(routine, presets)
  const preset = presets.find(({ id }) => id === choice)
  return [
    text.t('Your own plan for %(product)s was: %(plan)s.', {
      product: short,
      plan: preset?.name ?? numbersText(routine, basics),
    }),
  ]
}

/**
 * @param {Routine} routine
 * @param {Basics} basics
 */
function numbersText(routine, { text }) {
  return phasesOf(routine)
    .map((phase) => phaseText(phase, text))
    .join(' · ')
}

/**
 * @param {Keepsakes} kept
 * @param {Keepsakes} after
 * @param {Basics} basics
 */
function phoneLine(kept, after, { text: { t } }) {
  const { clinicPhone: was } = kept.settings
  const { clinicPhone: next } = after.settings
  if (!was || !next || was === next) return []
  return [t('The clinic’s phone becomes %(next)s. It was %(was)s.', { next, was })]
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}
