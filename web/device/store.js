// The record on the phone: IndexedDB, or memory where the phone offers none.
import { openDB } from '../vendor/idb-8.0.4.e01b45d2e088.js'

/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/types.js').Kind} Kind */
/** @typedef {import('../core/types.js').Changes} Changes */
/** @typedef {Record<Kind, string>} Keys */
/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

const NAME = 'aftertouch'
/** 2 added courses and checks, 3 the plans that were taken. */
const VERSION = 3

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
     * Calls back when another window has written.
     * @param {() => void} callback
     */
    onChange(callback) {
      channel.addEventListener('message', () => callback())
    },
  }
}

/** @param {Keys} keys */
async function openShelf(keys) {
  try {
    return { shelf: await openDatabase(keys), isLasting: true }
  } catch (error) {
    console.info('No lasting storage here:', error)
    return { shelf: createMemory(keys), isLasting: false }
  }
}

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Shelf */

/** @param {Keys} keys */
async function openDatabase(keys) {
  const database = await openDB(NAME, VERSION, {
    upgrade(base) {
      const has = (/** @type {string} */ name) => base.objectStoreNames.contains(name)
      for (const [kind, keyPath] of Object.entries(keys)) {
        if (!has(kind)) base.createObjectStore(kind, { keyPath })
      }
      if (!has('settings')) base.createObjectStore('settings')
    },
    // A newer version waits in another window: let it have the record.
    blocking: (_, __, { target }) => /** @type {IDBDatabase} */ (target).close(),
  })
  /**
   * A write that is out of the page's hands at once: it outlives a page that is closed
   * or killed in the same moment.
   * @param {Kind | 'settings'} name
   * @param {(store: import('../vendor/idb-8.0.4.e01b45d2e088.js').Store) =>
   *   Promise<unknown>} act
   */
  const write = async (name, act) => {
    const transaction = database.transaction(name, 'readwrite', {
      durability: 'strict',
    })
    const request = act(transaction.store)
    transaction.commit()
    await Promise.all([request, transaction.done])
  }
  return {
    /** @param {Kind} kind */
    all: (kind) => database.getAll(kind),
    /** @type {(kind: Kind, record: object) => Promise<unknown>} */
    put: (kind, record) => write(kind, (store) => store.put(record)),
    /** @type {(kind: Kind, key: string) => Promise<unknown>} */
    remove: (kind, key) => write(kind, (store) => store.delete(key)),
    /** @type {(name: string, value: unknown) => Promise<unknown>} */
    set: (name, value) => write('settings', (store) => store.put(value, name)),
    /** @param {Changes} changes */
    async change({ put, remove, set, unset }) {
      const names = [...Object.keys(keys), 'settings']
      const transaction = database.transaction(names, 'readwrite', {
        durability: 'strict',
      })
      const store = (/** @type {string} */ name) => transaction.objectStore(name)
      const requests = [
        ...Object.entries(remove).flatMap(([kind, gone]) =>
          gone.map((key) => store(kind).delete(key)),
        ),
        ...Object.entries(put).flatMap(([kind, records]) =>
          records.map((record) => store(kind).put(record)),
        ),
        ...unset.map((name) => store('settings').delete(name)),
        ...Object.entries(set).map(([name, value]) =>
          store('settings').put(value, name),
        ),
      ]
      await Promise.all([...requests, transaction.done])
    },
    async settings() {
      const { store } = database.transaction('settings')
      const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return Object.fromEntries(
        names.map((name, index) => [String(name), values[index]]),
      )
    },
  }
}

/**
 * @param {Keys} keys
 * @returns {Shelf}
 */
function createMemory(keys) {
  const records = new Map(Object.keys(keys).map((kind) => [kind, new Map()]))
  /** @type {Record<string, unknown>} */
  const settings = {}
  /** @param {Kind} kind */
  const of = (kind) => /** @type {Map<string, any>} */ (records.get(kind))
  /** @type {Shelf['put']} */
  const put = async (kind, record) => {
    of(kind).set(/** @type {any} */ (record)[keys[kind]], structuredClone(record))
  }
  return {
    all: async (kind) => [...of(kind).values()],
    put,
    remove: async (kind, key) => of(kind).delete(key),
    set: async (name, value) => {
      settings[name] = value
    },
    async change(changes) {
      for (const kind of /** @type {Kind[]} */ (Object.keys(keys))) {
        for (const key of changes.remove[kind] ?? []) of(kind).delete(key)
        for (const record of changes.put[kind] ?? []) await put(kind, record)
      }
      for (const name of changes.unset) delete settings[name]
      Object.assign(settings, changes.set)
    },
    settings: async () => ({ ...settings }),
  }
}
