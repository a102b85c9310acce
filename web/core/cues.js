// What becomes audible when: three soft ticks, a chime at each change, another where
// only the side changes, a long tone; and where strokes have a pace, a low note for each
// stroke.
import { limitOf } from './session.js'

/** @typedef {import('./types.js').Session} Session */
/** @typedef {import('./types.js').Cue} Cue */

const TICKS_BEFORE_MS = [3000, 2000, 1000]

/**
 * The cues of a running session after `from` and until `to`, in order. Instants are of
 * the same clock as the session's. A session that does not run has none.
 * @param {Session} session
 * @param {number} from
 * @param {number} to
 * @returns {Cue[]}
 */
export function cuesBetween(session, from, to) {
  if (session.state !== 'running') return []
  const begin = session.since - session.offset
  const last = Math.min(to, begin + limitOf(session))
  return cuesOf(session)
    .map(({ kind, at }) => ({ kind, at: begin + at }))
    .filter(({ at }) => at > from && at <= last)
    .sort((a, b) => a.at - b.at)
}

/**
 * Every cue still ahead of a session.
 * @param {Session} session
 * @param {number} now
 */
export function cuesAhead(session, now) {
  return cuesBetween(session, now, Infinity)
}

/**
 * The cues by their place on the time line.
 * @param {Session} session
 * @returns {Cue[]}
 */
function cuesOf({ steps, leadInMs, paceMs }) {
  const ends = [leadInMs]
  for (const { ms } of steps) ends.push(ends[ends.length - 1] + ms)
  const last = ends.length - 1
  const changes = ends.flatMap((at, index) => [
    ...TICKS_BEFORE_MS.map((before) => tick(at - before)),
    { kind: index === last ? 'end' : kindBefore(steps, index), at },
  ])
  if (!paceMs) return /** @type {Cue[]} */ (changes)
  return /** @type {Cue[]} */ ([
    ...changes,
    ...steps.flatMap(({ ms }, index) => strokes(ends[index], ms, paceMs)),
  ])
}

/**
 * @param {import('./types.js').Step[]} steps
 * @param {number} index of the step that begins
 * @returns {Cue['kind']}
 */
function kindBefore(steps, index) {
  if (index === 0) return 'start'
  return steps[index].zone === steps[index - 1].zone ? 'side' : 'change'
}

/**
 * A note for each stroke of a step after its first, which the change announces; none
 * that would fall among the ticks.
 * @param {number} start
 * @param {number} ms
 * @param {number} paceMs
 * @returns {Cue[]}
 */
function strokes(start, ms, paceMs) {
  const count = Math.max(0, Math.ceil((ms - TICKS_BEFORE_MS[0]) / paceMs) - 1)
  return Array.from({ length: count }, (_, index) => {
    return { kind: 'pace', at: start + (index + 1) * paceMs }
  })
}

/**
 * @param {number} at
 * @returns {Cue}
 */
function tick(at) {
  return { kind: 'tick', at }
}
