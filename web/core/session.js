// One massage as a small record. `next` changes it, `positionAt` reads it; both compare
// instants and never count ticks. The time line is the lead-in, then the steps. Where the
// patient moves on by hand, it pauses by itself before each step.

/** @typedef {import('./types.js').Session} Session */
/** @typedef {import('./types.js').Step} Step */

/**
 * @typedef {{type: 'begin' | 'pause' | 'resume' | 'skip' | 'back' | 'finish'} |
 *   {type: 'addTime', ms: number} | {type: 'undo', offeredAt?: number}} Command
 * Who is on the way to an undo has time: what was offered then can be taken back later.
 */

export const EXTRA_MS = 30_000
/** For so long each of skip, back, more time and end can be taken back. */
export const UNDO_MS = 5_000
/** Back within this time goes to the step before; later to the start of this one. */
const RESTART_AFTER_MS = 3_000

/**
 * A session that has not begun.
 * @param {Pick<Session, 'id' | 'product' | 'part' | 'steps' | 'leadInMs' | 'paceMs' |
 *   'day' | 'advance'>} plan
 * @returns {Session}
 */
export function readySession(plan) {
  return {
    ...plan,
    state: 'ready',
    offset: 0,
    since: 0,
    massagedMs: 0,
    plannedMs: total(plan.steps),
    startedAt: 0,
    undo: [],
  }
}

/**
 * The session after a command. A command that does not fit the state changes nothing.
 * @param {Session} session
 * @param {Command} command
 * @param {number} now milliseconds, from a clock that never goes back
 * @returns {Session}
 */
export function next(session, command, now) {
  const current = settle(session, now)
  switch (command.type) {
    case 'begin':
      return current.state === 'ready' ? begin(current, now) : current
    case 'pause':
      return current.state === 'running' ? { ...current, state: 'paused' } : current
    case 'resume':
      return current.state === 'paused' ? { ...current, state: 'running' } : current
    case 'undo':
      return undone(current, command.offeredAt ?? now)
    default:
      return isOpen(current)
        ? {
            ...moved(current, command),
            undo: [...undoable(current, now), mark(current, now)],
          }
        : current
  }
}

/**
 * What can still be taken back, the latest last.
 * @param {Session} session
 * @param {number} now
 */
export function undoable({ undo = [] }, now) {
  return undo.filter(({ at }) => at <= now && now - at <= UNDO_MS)
}

/** @param {Session} session */
export function isOpen({ state }) {
  return state === 'running' || state === 'paused'
}

/**
 * Where the session is: its step from 0, what remains of it and of the whole, and how
 * long was really massaged.
 * @param {Session} session
 * @param {number} now
 * @returns {import('./types.js').Position}
 */
export function positionAt(session, now) {
  const { state, offset, steps, leadInMs, massagedMs } = settle(session, now)
  const { step, start } = stepAt(steps, offset - leadInMs)
  const within = Math.max(0, offset - leadInMs - start)
  return {
    state,
    leadIn: offset < leadInMs,
    leadInLeftMs: Math.max(0, leadInMs - offset),
    step,
    remainingMs: Math.max(0, steps[step].ms - within),
    totalRemainingMs: Math.max(0, total(steps) - Math.max(0, offset - leadInMs)),
    massagedMs,
  }
}

/**
 * How far into the time line the session is at `now`.
 * @param {Session} session
 * @param {number} now
 */
function offsetAt(session, now) {
  const { state, offset, since } = session
  if (state !== 'running') return offset
  return Math.min(offset + Math.max(0, now - since), limitOf(session))
}

/**
 * How far the time line goes by itself: to its end, or to the end of the present step.
 * @param {Session} session
 */
export function limitOf({ steps, leadInMs, offset, advance }) {
  if (advance !== 'manual') return leadInMs + total(steps)
  const { step, start } = stepAt(steps, offset - leadInMs)
  return leadInMs + start + steps[step].ms
}

/**
 * The same session with its numbers brought up to `now`; finished if its time is up,
 * paused before the next step if the patient moves on by hand.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function settle(session, now) {
  if (session.state !== 'running') return { ...session, since: now }
  const offset = offsetAt(session, now)
  const from = Math.max(session.offset, session.leadInMs)
  const massagedMs = session.massagedMs + Math.max(0, offset - from)
  const isHeld = session.advance === 'manual' && offset === limitOf(session)
  const state = isHeld ? 'paused' : session.state
  return finishedIfOver({ ...session, state, offset, massagedMs, since: now })
}

/**
 * @param {Session} session
 * @returns {Session}
 */
function finishedIfOver(session) {
  const isOver = session.offset >= session.leadInMs + total(session.steps)
  return isOver ? { ...session, state: 'finished' } : session
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
function begin(session, now) {
  return { ...session, state: 'running', startedAt: now }
}

/**
 * @param {Session} session
 * @param {number} at
 * @returns {import('./types.js').Undo}
 */
function mark({ state, offset, steps }, at) {
  return { state, offset, steps, at }
}

/**
 * Back to where the last command was given. What was massaged since stays massaged.
 * @param {Session} session
 * @param {number} offeredAt
 * @returns {Session}
 */
function undone(session, offeredAt) {
  const marks = undoable(session, offeredAt)
  const last = marks.pop()
  if (!last) return session
  const { offset, steps } = last
  const state = session.state === 'finished' ? last.state : session.state
  return { ...session, state, offset, steps, undo: marks }
}

/**
 * @param {Session} session
 * @param {Command} command
 * @returns {Session}
 */
function moved(session, command) {
  const { leadInMs, steps, offset } = session
  const { step, start } = stepAt(steps, offset - leadInMs)
  if (command.type === 'finish') return { ...session, state: 'finished' }
  if (command.type === 'skip' && offset < leadInMs) {
    return { ...session, offset: leadInMs }
  }
  if (command.type === 'skip') {
    return finishedIfOver({ ...session, offset: leadInMs + start + steps[step].ms })
  }
  if (command.type === 'back') {
    return { ...session, offset: leadInMs + backTo(steps, offset - leadInMs) }
  }
  if (command.type === 'addTime') {
    const longer = { ...steps[step], ms: steps[step].ms + command.ms }
    return { ...session, steps: steps.map((old, at) => (at === step ? longer : old)) }
  }
  return session
}

/**
 * @param {Step[]} steps
 * @param {number} place milliseconds after the lead-in
 */
function backTo(steps, place) {
  const { step, start } = stepAt(steps, place)
  const isFresh = place - start < RESTART_AFTER_MS
  return isFresh && step > 0 ? start - steps[step - 1].ms : Math.max(0, start)
}

/**
 * @param {Step[]} steps
 * @param {number} place milliseconds after the lead-in
 */
function stepAt(steps, place) {
  let start = 0
  for (const [step, { ms }] of steps.entries()) {
    if (place < start + ms || step === steps.length - 1) return { step, start }
    start += ms
  }
  return { step: 0, start: 0 }
}

/** @param {Step[]} steps */
function total(steps) {
  return steps.reduce((sum, { ms }) => sum + ms, 0)
}
