// Lines of the hand-out: what was done, how long to wait, what is cleared.
import { restrictsFrom } from '../core/gate.js'
import { isByPlan, windowsOf } from '../core/windows.js'
import { dayText, momentText } from './clinic-words.js'
import { make } from './frame.js'
import { zoneNames } from './plans.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('../core/types.js').PlannedTreatment} PlannedTreatment */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * "Botox, Friday 20 March, 11:30", and the areas.
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 */
export function visitLines({ treatments }, basics) {
  return treatments.map((visit) => {
    const { short } = basics.protocols.treatments[visit.product]
    const day = dayText(visit, basics)
    const zones = make('span', { class: 'where' }, zoneNames(visit.zones, basics))
    return [make('strong', {}, short), ` · ${day}`, zones]
  })
}

/**
 * What a visit asks to wait for, and what the clinic lifts; without what is over.
 * @param {PlannedTreatment} visit
 * @param {number} now
 * @param {Basics} basics
 * @returns {string[]}
 */
export function waitLines(visit, now, basics) {
  const from = restrictsFrom({ id: '', note: '', ...visit })
  const windows = windowsOf(visit, basics.protocols)
  const usual = basics.protocols.treatments[visit.product].windows
  const lifted = usual.filter(({ id }) => !windows.some((window) => window.id === id))
  return [
    ...windows
      .filter(({ untilMs }) => from + untilMs > now)
      .map((window) => waitLine(visit, window, from, basics)),
    ...lifted
      .filter(({ untilMs }) => from + untilMs > now)
      .map(({ reason }) =>
        basics.text.t('Your clinic has lifted this for you: %(rule)s', {
          rule: reason,
        }),
      ),
  ]
}

/**
 * @param {PlannedTreatment} visit
 * @param {Window} window
 * @param {number} from
 * @param {Basics} basics
 */
function waitLine(visit, window, from, basics) {
  const { t } = basics.text
  const until = momentText(from + window.untilMs, basics)
  const zones = zoneNames(visit.zones, basics)
  const line = {
    blocked: closedLine(window, { until, zones }, t),
    caution: lightLine(window, { until, zones }, t),
  }[window.verdict]
  return isByPlan(window)
    ? t('%(line)s Your clinic set this time for you.', { line })
    : line
}

/**
 * @param {Window} window
 * @param {{until: string, zones: string}} values
 * @param {import('../core/types.js').Text['t']} t
 */
function closedLine({ where }, values, t) {
  return {
    face: t('No massage of the face before %(until)s.', values),
    body: t('No massage of the body before %(until)s.', values),
    injected: t('No massage before %(until)s here: %(zones)s.', values),
    'injected-and-neighbours': t(
      'No massage before %(until)s here and next to it: %(zones)s.',
      values,
    ),
  }[where]
}

/**
 * @param {Window} window
 * @param {{until: string, zones: string}} values
 * @param {import('../core/types.js').Text['t']} t
 */
function lightLine({ where, leaveOut }, values, t) {
  if (leaveOut) {
    return t(
      'Until %(until)s only lightly, if your clinic agrees, and not here or next to it: %(zones)s.',
      values,
    )
  }
  return where === 'face' || where === 'body'
    ? t('Until %(until)s only lightly, and only if your clinic agrees.', values)
    : t('Until %(until)s only lightly there, and only if your clinic agrees.', values)
}

/**
 * @param {ClinicPlan['clearances'][number]} clearance
 * @param {Basics} basics
 */
export function cleared({ zones, note }, basics) {
  return [zoneNames(zones, basics), note].filter(Boolean).join(' · ')
}
