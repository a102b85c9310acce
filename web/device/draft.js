// The massage under way, written synchronously so that a killed app can go on; and those
// that ended without room for them in the record.

const KEY = 'aftertouch-session'
/** When the massage was seen last: written every second, so it is small. */
const SEEN = 'aftertouch-session-seen'
const ASIDE = 'aftertouch-session-aside'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */
/** @typedef {ReturnType<typeof createDraft>} Draft */

/** @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage */
export function createDraft(storage) {
  /** Whether what is written is the massage as it is: only then it was seen later on. */
  let isTrue = true
  /** @type {SessionRecord[]} where storage has no room even for these */
  let unwritten = []
  let isClosed = false

  /**
   * @param {string} key
   * @param {string} text
   */
  function put(key, text) {
    if (isClosed) return false
    try {
      storage?.setItem(key, text)
      return storage !== null
    } catch (error) {
      console.info('The massage under way cannot be kept:', error)
      return false
    }
  }

  /** @param {string} key */
  function get(key) {
    try {
      return JSON.parse(storage?.getItem(key) ?? 'null')
    } catch {
      return null
    }
  }

  /** @param {number} at the instant at which the session was as it was written */
  function seen(at) {
    if (isTrue) put(SEEN, String(at))
  }

  /** @returns {SessionRecord[]} */
  function aside() {
    return [...(get(ASIDE) ?? []), ...unwritten]
  }

  /** @param {SessionRecord[]} records */
  function writeAside(records) {
    unwritten = put(ASIDE, JSON.stringify(records)) ? [] : records
  }

  return {
    seen,
    aside,

    /** Everything is being erased: nothing may be written any more. */
    close() {
      isClosed = true
    },

    /**
     * @param {Session} session
     * @param {number} seenAt the instant at which this was true
     */
    write(session, seenAt) {
      isTrue = put(KEY, JSON.stringify({ session, seenAt }))
      seen(seenAt)
    },

    /** @returns {{session: Session, seenAt: number} | null} */
    read() {
      const left = get(KEY)
      return left && { ...left, seenAt: Math.max(left.seenAt, get(SEEN) ?? 0) }
    },

    erase() {
      storage?.removeItem(KEY)
      storage?.removeItem(SEEN)
    },

    /**
     * Keeps a massage that has to wait for room in the record.
     * @param {SessionRecord} record
     */
    setAside(record) {
      writeAside([...aside().filter(({ id }) => id !== record.id), record])
    },

    /**
     * It is in the record now.
     * @param {string} gone its identifier
     */
    takeUp(gone) {
      const rest = aside().filter(({ id }) => id !== gone)
      if (rest.length > 0) return writeAside(rest)
      unwritten = []
      storage?.removeItem(ASIDE)
    },
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
