// Only one window massages at a time.

const NAME = 'aftertouch-session'

/** @typedef {ReturnType<typeof createTurn>} Turn */

/** @param {globalThis.Window} window */
export function createTurn(window) {
  const { locks } = window.navigator
  /** @type {() => void} */
  let giveBack = () => {}
  /** @type {Promise<void> | null} */
  let waiting = null

  return {
    /**
     * Takes the turn; false if another window has it. Where there are no locks, every
     * window gets it.
     * @returns {Promise<boolean>}
     */
    async take() {
      if (!locks) return true
      return new Promise((resolve) => {
        void locks.request(NAME, { ifAvailable: true }, (lock) => {
          resolve(lock !== null)
          return lock ? new Promise((done) => (giveBack = () => done(null))) : null
        })
      })
    },

    giveBack: () => giveBack(),

    /**
     * Resolves when no window massages any more. Those who wait share the lock: they are
     * not taken for one another's massage.
     */
    async whenFree() {
      waiting ??= Promise.resolve(locks?.request(NAME, { mode: 'shared' }, () => {}))
      await waiting
      waiting = null
    },

    /** Whether any window massages now. */
    async isTaken() {
      const held = (await locks?.query())?.held ?? []
      return held.some(({ name, mode }) => name === NAME && mode === 'exclusive')
    },
  }
}
