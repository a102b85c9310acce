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
  const changed = () => channel.postMessage('changed')

  return {
    isLasting,

    /** @returns {Promise<Keepsakes>} */
    async read() {
      const lists = await Promise.all(kinds.map((kind) => shelf.all(kind)))
      const settings = await shelf.settings()
      const kept = Object.fromEntries(kinds.map((kind, index) => [kind, lists[index]]))
      return /** @type {Keepsakes} */ ({ ...kept, settings })
    },

    /**
     * Writes one record, new or changed.
     * @param {Kind} kind
     * @param {object} record
     */
    async put(kind, record) {
      await shelf.put(kind, record)
      changed()
    },

    /**
     * @param {Kind} kind
     * @param {string} key
     */
    async remove(kind, key) {
      await shelf.remove(kind, key)
      changed()
    },

    /**
     * @param {string} name
     * @param {unknown} value
     */
    async set(name, value) {
      await shelf.set(name, value)
      changed()
    },

    /**
     * Writes and removes many records at once: all of it, or nothing.
     * @param {Changes} changes
     */
    async change(changes) {
      await shelf.change(changes)
      changed()
    },

    /**
     * Removes the record and everything that it lay in; nothing can be written after
     * that. Other windows let go of it by themselves.
     * @param {() => void} waiting called if one does not, so that it has to be closed
     */
    erase: (waiting) => shelf.erase(waiting),

    /**
     * Calls back when another window has written.
     * @param {() => void} callback
     */
    onChange(callback) {
      channel.addEventListener('message', () => callback())
    },
  }
}
