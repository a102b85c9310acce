// The record on the phone: IndexedDB, or memory where the phone offers none.
import { openShelf } from './shelf.js'

/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/types.js').Kind} Kind */
/** @typedef {import('../core/types.js').Changes} Changes */
/** @typedef {Record<Kind, string>} Keys */
/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

const NAME = 'aftertouch'

/**
 * Opens the record. `isLasting` is false where closing the app will lose it.
 * @param {Keys} keys by which of its values each record is known
 */
export async function openStore(keys) {
  const kinds = /** @type {Kind[]} */ (Object.keys(keys))
  const { shelf, isLasting } = await openShelf(keys)
  const channel = new BroadcastChannel(NAME)
  /**
   * What was read last, until it is written here or in another window: a year of
   * massages takes a slow phone a while.
   * @type {Map<string, Promise<any>>}
   */
  const known = new Map()
  /** How often another window has written. */
  let heard = 0
  channel.addEventListener('message', () => {
    heard += 1
    known.clear()
  })

  /**
   * Forgets what is written before and after: who reads meanwhile waits for the write.
   * Where that fails, what was known still holds, unless another window has written.
   * @param {string} name of what is written; without one, anything may be
   * @param {Promise<unknown>} writing
   */
  async function written(name, writing) {
    const before = [...known].filter(([each]) => !name || each === name)
    const forget = () => void (name ? known.delete(name) : known.clear())
    const heardBefore = heard
    forget()
    try {
      await writing
    } catch (error) {
      if (heard === heardBefore) for (const each of before) known.set(...each)
      throw error
    }
    forget()
    channel.postMessage('changed')
  }

  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} look
   * @returns {Promise<T>}
   */
  function remembered(name, look) {
    if (!known.has(name)) {
      const looking = look()
      known.set(name, looking)
      looking.catch(() => known.delete(name))
    }
    return /** @type {Promise<T>} */ (known.get(name))
  }

  /** @param {Kind} kind */
  async function frozen(kind) {
    const records = await shelf.all(kind)
    return records.map(Object.freeze)
  }

  return {
    isLasting,

    /**
     * Lists of the caller's own, of records that nobody may change.
     * @returns {Promise<Keepsakes>}
     */
    async read() {
      const lists = kinds.map((kind) => remembered(kind, () => frozen(kind)))
      const settings = await remembered('settings', async () => shelf.settings())
      const kept = await Promise.all(lists)
      const named = kinds.map((kind, index) => [kind, [...kept[index]]])
      return /** @type {Keepsakes} */ ({
        ...Object.fromEntries(named),
        settings: { ...settings },
      })
    },

    /** The page was away, and may have missed what another window wrote. */
    forget: () => known.clear(),

    /**
     * Writes one record, new or changed.
     * @param {Kind} kind
     * @param {object} record
     */
    async put(kind, record) {
      await written(kind, shelf.put(kind, record))
    },

    /**
     * @param {Kind} kind
     * @param {string} key
     */
    async remove(kind, key) {
      await written(kind, shelf.remove(kind, key))
    },

    /**
     * @param {string} name
     * @param {unknown} value
     */
    async set(name, value) {
      await written('settings', shelf.set(name, value))
    },

    /**
     * Writes and removes many records at once: all of it, or nothing.
     * @param {Changes} changes
     */
    async change(changes) {
      await written('', shelf.change(changes))
    },

    /**
     * Removes the record and everything that it lay in; nothing can be written after
     * that. Other windows let go of it by themselves.
     * @param {() => void} waiting called if one does not, so that it has to be closed
     */
    erase(waiting) {
      known.clear()
      return shelf.erase(waiting)
    },

    /**
     * Calls back when another window has written.
     * @param {() => void} callback
     */
    onChange(callback) {
      channel.addEventListener('message', () => callback())
    },
  }
}
