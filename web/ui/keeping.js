// From the massage under way to the record: written down once, however it ended.
import { LEFT_ALONE_MS, recordOf } from '../core/progress.js'
import { next } from '../core/session.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {{session: Session, seenAt: number}} Left */

/**
 * @param {Pick<import('../entry/basics.js').Basics,
 *   'draft' | 'store' | 'turn' | 'onChange'>} devices
 */
export function createKeeping({ draft, store, turn, onChange }) {
  /**
   * Writes a massage down with its true seconds, under its own identifier, so that it is
   * never there twice. One that waits for room is tried again whenever something changes.
   * @param {Session} session
   * @returns {Promise<boolean>} whether it is written down
   */
  async function keep(session) {
    // First of all: one that is over is never offered again, should the phone die now.
    draft.write({ ...session, state: 'finished' }, session.since)
    const record = recordOf(session)
    try {
      if (record) await store.put('sessions', record)
      else await store.remove('sessions', session.id)
      draft.takeUp(session.id)
      draft.erase()
      return true
    } catch (error) {
      console.info('No room to write the massage down:', error)
      // The draft is the larger one: what takes its place finds room.
      draft.erase()
      if (record) draft.setAside(record)
      return false
    }
  }

  onChange(() => void keepWaiting({ draft, store }))
  void keepWaiting({ draft, store })

  return {
    keep,

    /**
     * What was left under way; nothing if it is over, because then it is written down.
     * @param {number} now
     * @param {import('../core/types.js').Assessment} assessment
     * @returns {Promise<Left | null>}
     */
    async leftOpen(now, { zones }) {
      const left = draft.read()
      if (!left) return null
      const isBlocked = left.session.steps.some(
        ({ zone }) => zones[zone]?.verdict === 'blocked',
      )
      if (!isEnded(left, now) && !isBlocked) return left
      await keep(pausedAt(left))
      return null
    },

    /**
     * One that was left for too long on an open page is written down as far as it came.
     * It may still be resumed: its identifier stays, so that the record grows with it.
     * @param {number} now
     */
    async keepIfLeft(now) {
      const left = draft.read()
      const record = left && isEnded(left, now) ? recordOf(pausedAt(left)) : null
      if (!record) return
      await store.put('sessions', record).catch((error) => {
        console.info('No room to write the massage down so far:', error)
      })
    },

    /** Ends it as far as it came, unless another window goes on with it. */
    async end() {
      const left = draft.read()
      if (!left || !(await turn.take())) return
      await keep(pausedAt(left))
      turn.giveBack()
    },
  }
}

/**
 * Writes down what found no room before; one that goes on again does so at its end.
 * @param {Pick<import('../entry/basics.js').Basics, 'draft' | 'store'>} devices
 */
export async function keepWaiting({ draft, store }) {
  const underWay = draft.read()?.session.id
  const waiting = draft.aside().filter(({ id }) => id !== underWay)
  try {
    for (const record of waiting) {
      await store.put('sessions', record)
      draft.takeUp(record.id)
    }
  } catch (error) {
    console.info('Still no room to write the massage down:', error)
  }
}

/**
 * The massage as it was when it was last seen.
 * @param {Left} left
 */
export function pausedAt({ session, seenAt }) {
  return next(session, { type: 'pause' }, seenAt)
}

/**
 * Whether it is over, or was left alone for so long that it counts as over.
 * @param {Left} left
 * @param {number} now
 */
export function isEnded({ session, seenAt }, now) {
  return session.state === 'finished' || now - seenAt > LEFT_ALONE_MS
}
