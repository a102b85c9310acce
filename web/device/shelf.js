// Where the records lie: in a database that lasts, or in memory for as long as the page
// is open.
import { contentOf, openBase, removeBase, versionOf, writeTo } from './database.js'
import { COPY, hasCopy, keepCopy, settle } from './safe-copy.js'

/** @typedef {import('../core/types.js').Kind} Kind */
/** @typedef {import('../core/types.js').Changes} Changes */
/** @typedef {import('./store.js').Keys} Keys */
/** @typedef {import('./database.js').Database} Database */
/** @typedef {ReturnType<typeof shelfIn>} Shelf */

const NAME = 'aftertouch'
/** 2 added courses and checks, 3 the plans that were taken. */
const VERSION = 3

/** What browsers say that keep nothing at all: in private windows, or when told so. */
const KEEPS_NOTHING = [
  ...['TypeError', 'ReferenceError', 'SecurityError'],
  ...['InvalidStateError', 'NotSupportedError', 'NotAllowedError'],
]

/**
 * A phone that has no record and no room for one gets memory. Where there is a record
 * that cannot be opened, or where there may be one, this fails: nothing may look as if
 * nothing had been entered.
 * @param {Keys} keys
 */
export async function openShelf(keys) {
  /** @type {number | null} */
  let version = null
  try {
    version = await versionOf(NAME)
    return { shelf: shelfIn(await connected(keys, version), keys), isLasting: true }
  } catch (error) {
    const { name } = /** @type {Error} */ (error)
    const isNone = version === 0 || (version === null && KEEPS_NOTHING.includes(name))
    if (!isNone) throw error
    console.info('No lasting storage here:', error)
    return { shelf: createMemory(keys), isLasting: false }
  }
}

/**
 * Opens the record, and opens it anew whenever the browser has dropped the connection.
 * @param {Keys} keys
 * @param {number} version that is there now; 0: none
 */
async function connected(keys, version) {
  /** @type {Promise<Database> | null} */
  let base = openRecord(keys, version, lose)
  await base
  function lose() {
    base = null
  }
  function reopen() {
    const open = () => openRecord(keys, VERSION, lose)
    const opening = open().catch((error) => {
      // What dropped the connection may take the next one along.
      if (error.name === 'AbortError') return open()
      throw error
    })
    opening.catch(lose)
    return opening
  }
  return () => (base ??= reopen())
}

/**
 * @param {Keys} keys
 * @param {number} version that is there now; 0: none
 * @param {() => void} lost called when the browser has dropped the connection
 */
async function openRecord(keys, version, lost) {
  const isOlder = version > 0 && version < VERSION
  if (isOlder) await keepCopy(NAME)
  const base = await openBase(NAME, VERSION, (fresh) => addStores(fresh, keys), lost)
  if (await hasCopy()) await settle(base)
  return base
}

/**
 * @param {Database} base
 * @param {Keys} keys
 */
function addStores(base, keys) {
  const has = (/** @type {string} */ name) => base.objectStoreNames.contains(name)
  for (const [kind, keyPath] of Object.entries(keys)) {
    if (!has(kind)) base.createObjectStore(kind, { keyPath })
  }
  if (!has('settings')) base.createObjectStore('settings')
}

/**
 * @param {() => Promise<Database>} connect
 * @param {Keys} keys
 */
function shelfIn(connect, keys) {
  /**
   * A connection that drops just now says so late: what only reads is tried once more.
   * @template T
   * @param {(base: Database) => Promise<T>} act
   */
  const read = async (act) => {
    const base = await connect()
    return act(base).catch(async (error) => {
      const other = await connect()
      if (other === base) throw error
      return act(other)
    })
  }
  const everywhere = [...Object.keys(keys), 'settings']
  let isEmptied = false
  /**
   * @param {Kind | 'settings'} name
   * @param {(store: import('./database.js').Store) => Promise<unknown>} act
   */
  const write = async (name, act) =>
    writeTo(await connect(), [name], [(store) => act(store(name))])
  return {
    /** @param {Kind} kind */
    all: (kind) => read((base) => base.getAll(kind)),
    /** @type {(kind: Kind, record: object) => Promise<unknown>} */
    put: (kind, record) => write(kind, (store) => store.put(record)),
    /** @type {(kind: Kind, key: string) => Promise<unknown>} */
    remove: (kind, key) => write(kind, (store) => store.delete(key)),
    /** @type {(name: string, value: unknown) => Promise<unknown>} */
    set: (name, value) => write('settings', (store) => store.put(value, name)),
    /** @param {Changes} changes */
    change: async (changes) => writeTo(await connect(), everywhere, actsOf(changes)),
    async settings() {
      const content = await read((base) => contentOf(base, ['settings']))
      const { keys, values } = content.settings
      return Object.fromEntries(keys.map((key, index) => [String(key), values[index]]))
    },
    /**
     * Empties the record before its database goes: where another window holds on to that,
     * it holds nothing.
     * @param {() => void} waiting called if another window holds it
     */
    async erase(waiting) {
      await removeBase(COPY, waiting)
      // A second try finds the database closed already.
      if (!isEmptied) await emptied(await connect(), everywhere)
      isEmptied = true
      await removeBase(NAME, waiting)
    },
  }
}

/**
 * @param {Database} base
 * @param {string[]} names
 */
function emptied(base, names) {
  return writeTo(
    base,
    names,
    names.map((name) => (store) => store(name).clear()),
  )
}

/**
 * @param {Changes} changes
 * @returns {import('./database.js').Act[]}
 */
function actsOf({ put, remove, set, unset }) {
  /** @type {import('./database.js').Act[]} */
  const acts = []
  for (const [kind, gone] of Object.entries(remove)) {
    for (const key of gone) acts.push((store) => store(kind).delete(key))
  }
  for (const [kind, records] of Object.entries(put)) {
    for (const record of records) acts.push((store) => store(kind).put(record))
  }
  for (const name of unset) acts.push((store) => store('settings').delete(name))
  for (const [name, value] of Object.entries(set)) {
    acts.push((store) => store('settings').put(value, name))
  }
  return acts
}

/**
 * @param {Keys} keys
 * @returns {Shelf}
 */
function createMemory(keys) {
  const records = new Map(Object.keys(keys).map((kind) => [kind, new Map()]))
  /** @type {Map<string, unknown>} */
  const settings = new Map()
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
    set: async (name, value) => settings.set(name, value),
    async change(changes) {
      for (const kind of /** @type {Kind[]} */ (Object.keys(keys))) {
        for (const key of changes.remove[kind] ?? []) of(kind).delete(key)
        for (const record of changes.put[kind] ?? []) await put(kind, record)
      }
      for (const name of changes.unset) settings.delete(name)
      for (const [name, value] of Object.entries(changes.set)) settings.set(name, value)
    },
    settings: async () => Object.fromEntries(settings),
    async erase() {
      for (const list of records.values()) list.clear()
      settings.clear()
    },
  }
}
