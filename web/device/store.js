// The record on the phone: IndexedDB, or memory where the phone offers none.
import { openDB } from '../vendor/idb-8.0.4.e01b45d2e088.js'

/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {keyof typeof KEYS} Kind */
/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

const NAME = 'aftertouch'
/** 2 added courses and checks. */
const VERSION = 2
const KEYS = {
  treatments: 'id',
  routines: 'product',
  clearances: 'id',
  sessions: 'id',
  flags: 'id',
  courses: 'id',
  checks: 'id',
}
const KINDS = /** @type {Kind[]} */ (Object.keys(KEYS))

/** Opens the record. `isLasting` is false where closing the app will lose it. */
export async function openStore() {
  const { shelf, isLasting } = await openShelf()
  const channel = new BroadcastChannel(NAME)
  const changed = () => channel.postMessage('changed')

  return {
    isLasting,

    /** @returns {Promise<Keepsakes>} */
    async read() {
      const lists = await Promise.all(KINDS.map((kind) => shelf.all(kind)))
      const settings = await shelf.settings()
      const kept = Object.fromEntries(KINDS.map((kind, index) => [kind, lists[index]]))
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
     * Calls back when another window has written.
     * @param {() => void} callback
     */
    onChange(callback) {
      channel.addEventListener('message', () => callback())
    },
  }
}

async function openShelf() {
  try {
    return { shelf: await openDatabase(), isLasting: true }
  } catch (error) {
    console.info('No lasting storage here:', error)
    return { shelf: createMemory(), isLasting: false }
  }
}

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Shelf */

async function openDatabase() {
  const database = await openDB(NAME, VERSION, {
    upgrade(base) {
      const has = (/** @type {string} */ name) => base.objectStoreNames.contains(name)
      for (const kind of KINDS) {
        if (!has(kind)) base.createObjectStore(kind, { keyPath: KEYS[kind] })
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
    async settings() {
      const { store } = database.transaction('settings')
      const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return Object.fromEntries(
        names.map((name, index) => [String(name), values[index]]),
      )
    },
  }
}

/** @returns {Shelf} */
function createMemory() {
  const records = new Map(KINDS.map((kind) => [kind, new Map()]))
  /** @type {Record<string, unknown>} */
  const settings = {}
  /** @param {Kind} kind */
  const of = (kind) => /** @type {Map<string, any>} */ (records.get(kind))
  return {
    all: async (kind) => [...of(kind).values()],
    put: async (kind, record) => {
      of(kind).set(/** @type {any} */ (record)[KEYS[kind]], structuredClone(record))
    },
    remove: async (kind, key) => of(kind).delete(key),
    set: async (name, value) => {
      settings[name] = value
    },
    settings: async () => ({ ...settings }),
  }
}
