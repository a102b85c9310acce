// The massage under way, written synchronously so that a killed app can go on.

const KEY = 'aftertouch-session'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {ReturnType<typeof createDraft>} Draft */

/** @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage */
export function createDraft(storage) {
  return {
    /**
     * @param {Session} session
     * @param {number} seenAt the instant at which this was true
     */
    write(session, seenAt) {
      try {
        storage?.setItem(KEY, JSON.stringify({ session, seenAt }))
      } catch (error) {
        console.info('The massage under way cannot be kept:', error)
      }
    },

    /** @returns {{session: Session, seenAt: number} | null} */
    read() {
      try {
        const text = storage?.getItem(KEY)
        return text ? JSON.parse(text) : null
      } catch {
        return null
      }
    },

    erase: () => storage?.removeItem(KEY),
  }
}

/**
 * The page's storage; null where the browser forbids it.
 * @param {globalThis.Window} window
 */
export function localStorageOf(window) {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
