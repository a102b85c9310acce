// What is read and heard in each step of a massage.
import { timer } from '../core/format.js'
import { positionAt } from '../core/session.js'
import { strokeOf, zoneOf } from './plans.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/types.js').Step} Step */
/** @typedef {import('../core/types.js').Position} Position */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * The parts of the stage by name.
 * @param {Session} session
 * @param {Position} position
 * @param {Basics} basics
 */
export function wordsOf({ steps, product }, { state, step, leadIn }, basics) {
  const { t } = basics.text
  const { hands, how } = strokeOf(steps[step], product, basics)
  const following = steps[step + 1]
  return {
    count: leadIn
      ? t('Get ready')
      : t('%(step)s of %(steps)s', { step: step + 1, steps: steps.length }),
    zone: placeName(steps[step], basics),
    stroke: how,
    hands,
    verb: state === 'running' ? t('Pause') : t('Resume'),
    following: following
      ? t('Next: %(zone)s', { zone: placeName(following, basics) })
      : t('The last one'),
  }
}

/**
 * For those who do not see the screen: each step once.
 * @param {Session} session
 * @param {Position} position
 * @param {Basics} basics
 */
export function announcementOf({ steps, product }, { state, step, leadIn }, basics) {
  const { t } = basics.text
  if (state !== 'running') return t('Paused')
  if (leadIn) return t('Get ready: %(zone)s.', { zone: placeName(steps[0], basics) })
  return t('%(step)s of %(steps)s: %(zone)s. %(stroke)s.', {
    step: step + 1,
    steps: steps.length,
    zone: placeName(steps[step], basics),
    stroke: strokeOf(steps[step], product, basics).how,
  })
}

/**
 * The sentences of a spoken line; each is a clip of its own where there are clips.
 * @param {import('../core/spoken.js').Line} line
 * @param {Session} session
 * @param {Basics} basics
 */
export function spokenOf({ say, step }, { steps, product }, basics) {
  const { t } = basics.text
  if (say === 'ten') return [t('Ten seconds')]
  if (say === 'end') return [t('Well done')]
  const { zone, side } = steps[step]
  const sideName = side === 'left' ? t('Left side') : t('Right side')
  if (steps[step - 1]?.zone === zone) return [t('Switch sides'), sideName]
  const { how } = strokeOf(steps[step], product, basics)
  return [zoneOf(zone, basics).name, ...(side ? [sideName] : []), how]
}

/**
 * "Chin, 0:12 left of 2:47."
 * @param {Session} paused
 * @param {Basics} basics
 */
export function placeText(paused, basics) {
  const { step, remainingMs, totalRemainingMs } = positionAt(paused, paused.since)
  return basics.text.t('%(zone)s: %(time)s left here, %(whole)s in all.', {
    zone: placeName(paused.steps[step], basics),
    time: timer(remainingMs),
    whole: timer(totalRemainingMs),
  })
}

/**
 * @param {Step} step
 * @param {Basics} basics
 */
function placeName({ zone, side }, basics) {
  const { name } = zoneOf(zone, basics)
  const { t } = basics.text
  if (side === 'left') return t('%(zone)s, left side', { zone: name })
  if (side === 'right') return t('%(zone)s, right side', { zone: name })
  return name
}
