// Which massages may begin now, and how each is done: zone, hands, stroke, pressure.
import { screeningOf } from '../core/screening.js'
import { PARTS } from '../core/routine.js'
import { stepsOf } from '../core/steps.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').AssessedRoutine} AssessedRoutine */
/** @typedef {import('../core/types.js').Step} Step */

/**
 * @typedef {{current: AssessedRoutine, steps: Step[],
 *   screening: ReturnType<typeof screeningOf>}} Plan
 */

/**
 * The massages of the current routines that may begin now: not blocked, and with
 * something left to massage.
 * @param {Situation} situation
 * @returns {Plan[]}
 */
export function plansOf({ assessment, protocols }) {
  return assessment.routines
    .filter(({ verdict }) => verdict !== 'blocked')
    .map((current) => {
      const screening = screeningOf(current, protocols)
      const steps = stepsOf(current, assessment, protocols).filter(({ zone }) => {
        return !screening.leftOut.includes(zone)
      })
      return { current, steps, screening }
    })
    .filter(({ steps }) => steps.length > 0)
    .sort((a, b) => PARTS.indexOf(a.current.part) - PARTS.indexOf(b.current.part))
}

/**
 * A name for one routine among several: "Sculptra, face".
 * @param {{product: string, part: import('../core/types.js').Part}} routine
 * @param {Pick<Basics, 'protocols' | 'text'>} basics
 */
export function planName({ product, part }, { protocols, text: { t } }) {
  const { short, parts } = protocols.treatments[product]
  if (parts.length === 1) return short
  return part === 'face'
    ? t('%(name)s, face', { name: short })
    : t('%(name)s, body', { name: short })
}

/**
 * How a step is massaged: the clinic's direction, or the routine's, or the zone's own.
 * @param {Pick<Step, 'zone' | 'direction' | 'side'>} step
 * @param {string} product
 * @param {Pick<Basics, 'protocols' | 'text'>} basics
 */
export function strokeOf({ zone, direction, side }, product, basics) {
  const own = zoneOf(zone, basics).stroke
  const stroke = basics.protocols.treatments[product]?.routine?.strokes[zone] ?? own
  const { t } = basics.text
  const how = {
    circles: t('Slow circles'),
    up: t('Strokes upward'),
    down: t('Strokes downward'),
    out: t('Strokes outward'),
    in: t('Strokes inward'),
  }
  const oneHand = stroke?.oneHand ?? null
  return {
    hands: (side && oneHand) ?? stroke?.hands ?? '',
    oneHand,
    how: direction ? how[direction] : (stroke?.how ?? ''),
    motion: stroke?.motion ?? 'circles',
  }
}

/**
 * How firmly: lightly where care is asked for, lighter on the first day (S8), and else
 * as the clinic said.
 * @param {AssessedRoutine} current
 * @param {Pick<Step, 'intensity'>} step
 * @param {Pick<Basics, 'protocols' | 'text'>} basics
 * @param {{isDuring?: boolean}} [when] in short, while the massage runs
 */
export function pressureText(
  current,
  { intensity },
  { protocols, text: { t } },
  { isDuring = false } = {},
) {
  const rule = protocols.treatments[current.product].routine
  if (!rule) return ''
  if (current.verdict === 'caution') return t('Light pressure only.')
  if (current.day === 1 && intensity !== 'light') {
    return `${isDuring ? rule.firstDayDuring : rule.firstDay}.`
  }
  const words = {
    light: t('Light pressure.'),
    medium: t('Medium pressure.'),
    firm: t('Firm, not hard.'),
  }
  return intensity ? words[intensity] : `${rule.pressure}.`
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

/**
 * @param {string[]} zones
 * @param {Pick<Basics, 'protocols'>} basics
 */
export function zoneNames(zones, { protocols }) {
  const names = protocols.zones
    .filter(({ id }) => zones.includes(id))
    .map(({ name }) => name)
  return names.join(', ')
}
