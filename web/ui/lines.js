// The answers that Today gives: one for each current routine, and one for a part of the
// body that has none but is not open either.
import { PARTS } from '../core/routine.js'
import { windowsOf } from '../core/windows.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../core/types.js').Part} Part */
/** @typedef {import('../core/types.js').Verdict} Verdict */
/** @typedef {import('../core/types.js').ZoneAssessment} ZoneAssessment */

/**
 * `current` is null where no routine asks for massage.
 * @typedef {{key: string, part: Part, verdict: Verdict, opensAt: number | null,
 *   zones: string[], current: import('../core/types.js').AssessedRoutine | null}} Line
 */

/**
 * @param {Pick<Situation, 'assessment' | 'protocols'>} situation
 * @returns {Line[]} at least one, once something is entered
 */
export function linesOf({ assessment, protocols }) {
  if (assessment.verdict === 'none') return []
  const flagged = (/** @type {Line} */ line) => isFlagged(line, { assessment })
  const lines = PARTS.flatMap((part) => {
    const routines = assessment.routines.filter((current) => current.part === part)
    if (routines.length > 0) return routines.map(routineLine)
    const line = partLine(part, assessment, protocols)
    return line.verdict === 'clear' ? [] : [line]
  })
  if (lines.length === 0) return [partLine('face', assessment, protocols)]
  const first = lines.find(flagged)
  return lines.filter((line) => line === first || line.current || !flagged(line))
}

/**
 * @param {import('../core/types.js').AssessedRoutine} current
 * @returns {Line}
 */
function routineLine(current) {
  const { product, part, verdict, opensAt, zones } = current
  return { key: `${product}.${part}`, part, verdict, opensAt, zones, current }
}

/**
 * @param {Part} part
 * @param {import('../core/types.js').Assessment} assessment
 * @param {import('../core/types.js').Protocols} protocols
 * @returns {Line}
 */
function partLine(part, assessment, protocols) {
  const zones = protocols.zones.filter((zone) => zone.part === part).map(({ id }) => id)
  const found = zones.map((zone) => assessment.zones[zone])
  const verdict = strictest(found)
  const ends = found
    .filter((zone) => zone.verdict === verdict)
    .map(({ until }) => until)
  const opensAt = ends.includes(null) ? null : Math.max(...ends.map(Number))
  return { key: part, part, verdict, opensAt, zones, current: null }
}

/**
 * @param {ZoneAssessment[]} zones
 * @returns {Verdict}
 */
function strictest(zones) {
  if (zones.some(({ verdict }) => verdict === 'blocked')) return 'blocked'
  return zones.some(({ verdict }) => verdict === 'caution') ? 'caution' : 'clear'
}

/**
 * Whether an open flag, not a window, decides.
 * @param {Line} line
 * @param {Pick<Situation, 'assessment'>} situation
 */
export function isFlagged({ verdict, opensAt, zones }, { assessment }) {
  if (verdict !== 'blocked' || opensAt !== null) return false
  return zones.some((zone) =>
    assessment.zones[zone].because.some(({ rule }) => rule === 'flag'),
  )
}

/**
 * The treatments and windows behind a line's verdict, each once.
 * @param {Line} line
 * @param {Situation} situation
 */
export function decidingRules({ verdict, zones }, { kept, assessment, protocols }) {
  const reasons = zones
    .map((zone) => assessment.zones[zone])
    .filter((zone) => zone.verdict === verdict)
    .flatMap(({ because }) => because)
  return kept.treatments.flatMap((treatment) => {
    return windowsOf(treatment, protocols)
      .filter(({ id }) =>
        reasons.some(
          (reason) => reason.treatment === treatment.id && reason.rule === id,
        ),
      )
      .map((window) => ({ treatment, window }))
  })
}

/**
 * The line that decides the page's overall verdict.
 * @param {Pick<Situation, 'assessment' | 'protocols'>} situation
 */
export function strictestLine(situation) {
  const lines = linesOf(situation)
  return (
    lines.find(({ verdict }) => verdict === situation.assessment.verdict) ?? lines[0]
  )
}
