// What a voice says when: each step at its beginning, ten seconds before its end, and
// the end of it all.
import { limitOf } from './session.js'

/** @typedef {import('./types.js').Session} Session */

/**
 * @typedef {{at: number, say: 'step' | 'ten' | 'end', step: number}} Line
 */

const TEN_MS = 10_000
/** Said only in steps that are long enough for both sentences. */
const TEN_FROM_MS = 18_000
/** After the chime, so that one does not drown the other. */
const AFTER_CHIME_MS = 700

/**
 * The lines of a running session that are still ahead, in order. Instants are of the
 * session's clock. A step that has just begun is still said.
 * @param {Session} session
 * @param {number} now
 * @returns {Line[]}
 */
export function linesAhead(session, now) {
  if (session.state !== 'running') return []
  const begin = session.since - session.offset
  const limit = begin + limitOf(session)
  return linesOf(session)
    .map((line) => ({ ...line, at: begin + line.at }))
    .filter(({ at, say }) => {
      const isWithin = say === 'end' ? at - AFTER_CHIME_MS <= limit : at < limit
      return at > now && isWithin
    })
}

/**
 * @param {Session} session
 * @returns {Line[]}
 */
function linesOf({ steps, leadInMs }) {
  /** @type {Line[]} */
  const lines = []
  let start = leadInMs
  for (const [step, { ms }] of steps.entries()) {
    lines.push({ say: 'step', step, at: start + AFTER_CHIME_MS })
    if (ms >= TEN_FROM_MS) lines.push({ say: 'ten', step, at: start + ms - TEN_MS })
    start += ms
  }
  const last = steps.length - 1
  return [...lines, { say: 'end', step: last, at: start + AFTER_CHIME_MS }]
}
