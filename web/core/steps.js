// The steps of one massage: which zones, for how long, and how.
import { MINUTE, SECOND } from './civil.js'
import { targetsOf } from './routine.js'

/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').Assessment} Assessment */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * The steps of one session. The minutes are shared equally (S8, S9) among the zones of
 * the routine; one that has to be left out takes its share with it, so that no other
 * gets more than planned. What the clinic said of a zone comes first.
 * @param {CurrentRoutine} current
 * @param {Pick<Assessment, 'zones'>} assessment
 * @param {Protocols} protocols
 * @returns {Step[]}
 */
export function stepsOf(current, assessment, protocols) {
  const { routine, zones, phase } = current
  const share = shares(phase.minutes * MINUTE, sharing(current, protocols))
  return zones
    .filter((zone) => isOffered(assessment.zones[zone]))
    .map((zone, index) => {
      const { seconds, intensity, direction } = routine.manner?.[zone] ?? {}
      const ms = seconds ? seconds * SECOND : share[index]
      const isLight = assessment.zones[zone].verdict === 'caution'
      return {
        zone,
        ms,
        ...(isLight ? { intensity: 'light' } : intensity && { intensity }),
        ...(direction && { direction }),
      }
    })
}

/**
 * Among how many zones the minutes are shared: while a clearance narrows the routine,
 * the others keep their share.
 * @param {CurrentRoutine} current
 * @param {Protocols} protocols
 */
function sharing({ routine, treatment, part, zones }, protocols) {
  if (!routine.wider) return zones.length
  const wider = targetsOf(part, { zones: routine.wider }, [treatment], protocols)
  return new Set([...zones, ...wider]).size
}

/**
 * With one hand: each zone that has two sides becomes two steps of half its time, left
 * then right. The sides are the patient's own.
 * @param {Step[]} steps
 * @param {(step: Step) => boolean} hasSides
 * @returns {Step[]}
 */
export function sideBySide(steps, hasSides) {
  return steps.flatMap((step) => {
    if (!hasSides(step)) return [step]
    const ms = step.ms / 2
    return [
      { ...step, ms, side: /** @type {const} */ ('left') },
      { ...step, ms, side: /** @type {const} */ ('right') },
    ]
  })
}

/** @param {import('./types.js').ZoneAssessment} assessment */
function isOffered({ verdict, leaveOut }) {
  return verdict !== 'blocked' && !leaveOut
}

/**
 * Whole seconds, as equal as they can be, that add up to `ms`.
 * @param {number} ms
 * @param {number} count
 */
function shares(ms, count) {
  const seconds = Math.round(ms / SECOND)
  const each = Math.floor(seconds / count)
  const longer = seconds - each * count
  return Array.from({ length: count }, (_, index) => {
    return (each + (index < longer ? 1 : 0)) * SECOND
  })
}
