// The databases on the phone: opened, read and written whole, removed.
import { deleteDB, openDB } from '../vendor/idb-8.0.4.e01b45d2e088.js'

/** @typedef {import('../vendor/idb-8.0.4.e01b45d2e088.js').Database} Database */
/** @typedef {import('../vendor/idb-8.0.4.e01b45d2e088.js').Store} Store */
/**
 * Everything in a database: store → its keys and, in the same order, its values.
 * @typedef {(store: (name: string) => Store) => Promise<unknown>} Act one write
 * @typedef {Record<string, {keys: IDBValidKey[], values: any[]}>} Content
 */

/** A window that still writes lets go within this time, or not at all. */
const LETS_GO_MS = 5000
/** Some browsers never answer at all; nobody would wait for longer. */
const ANSWERS_MS = 10_000

/**
 * The version of a database that is there; 0 where there is none. To ask makes none.
 * @param {string} name
 */
export async function versionOf(name) {
  if (indexedDB.databases) {
    const all = await inTime(indexedDB.databases())
    return all.find((base) => base.name === name)?.version ?? 0
  }
  let isNone = false
  const opening = openDB(name, undefined, {
    upgrade(_, __, ___, transaction) {
      isNone = true
      abort(transaction)
    },
  })
  try {
    const base = await inTime(opening)
    base.close()
    return base.version
  } catch (error) {
    if (isNone) return 0
    throw error
  }
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>} fails where there is no answer
 */
function inTime(answer) {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('The storage of this phone does not answer'))
    const timeout = setTimeout(giveUp, ANSWERS_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timeout))
  })
}

/**
 * Opens a database, with every store that is asked for. Another window that holds an
 * older version lets it go; one that does not makes this fail, since nobody would wait.
 * @param {string} name
 * @param {number} version
 * @param {(base: Database) => void} upgrade
 * @param {() => void} [lost] called when the browser has dropped the connection
 * @returns {Promise<Database>}
 */
export function openBase(name, version, upgrade, lost) {
  return new Promise((resolve, reject) => {
    let hasGivenUp = false
    /** @type {unknown} */
    let fault
    const giveUp = (/** @type {string} */ why) => {
      hasGivenUp = true
      reject(new Error(why))
    }
    const held = `Another window holds an older version of ${name}`
    const silent = `${name} does not open`
    const timeout = setTimeout(giveUp, ANSWERS_MS, silent)
    const opening = openDB(name, version, {
      upgrade(base, _, __, transaction) {
        // Where it fails the opening does, and says so.
        transaction.done.catch(() => {})
        try {
          upgrade(base)
        } catch (error) {
          fault = error
          abort(transaction)
        }
      },
      // A newer version waits in another window, or all is erased: let it go.
      blocking: (_, __, { target }) => /** @type {IDBDatabase} */ (target).close(),
      blocked: () => void setTimeout(giveUp, LETS_GO_MS, held),
      terminated: lost,
    })
    opening
      .then(
        (base) => (hasGivenUp ? base.close() : resolve(base)),
        (error) => reject(fault ?? error),
      )
      .finally(() => clearTimeout(timeout))
  })
}

/**
 * Opens a database as it is, whatever its version.
 * @param {string} name
 */
export function openAsItIs(name) {
  return openDB(name)
}

/**
 * @param {Database} base
 * @param {string[]} [names] of the stores; all, if none are given
 * @returns {Promise<Content>}
 */
export async function contentOf(base, names = [...base.objectStoreNames]) {
  if (names.length === 0) return {}
  const transaction = base.transaction(names)
  const stores = names.map((name) => transaction.objectStore(name))
  // All at once: a transaction that has nothing to do ends by itself.
  const read = await Promise.all(
    stores.map((store) => Promise.all([store.getAllKeys(), store.getAll()])),
  )
  return Object.fromEntries(
    names.map((name, index) => {
      const [keys, values] = read[index]
      return [name, { keys, values }]
    }),
  )
}

/**
 * Many writes at once, all or nothing. They are on the disk when this resolves; and out
 * of the page's hands before, so that they outlive a page that is closed just then.
 * @param {Database} base
 * @param {string[]} names the stores
 * @param {Act[]} acts
 */
export async function writeTo(base, names, acts) {
  const transaction = base.transaction(names, 'readwrite', { durability: 'strict' })
  try {
    for (const act of acts) {
      // Of a failure a request may know only that it came, or not even that: the
      // transaction knows why.
      act((name) => transaction.objectStore(name)).catch(() => {})
    }
    transaction.commit()
  } catch (error) {
    // Where a request could not even be made, those before it would still be carried out.
    abort(transaction)
    await transaction.done.catch(() => {})
    throw error
  }
  await transaction.done
}

/** @param {import('../vendor/idb-8.0.4.e01b45d2e088.js').Transaction} transaction */
function abort(transaction) {
  transaction.done.catch(() => {})
  try {
    transaction.abort()
  } catch {
    // It has ended by itself.
  }
}

/**
 * Removes a database. While another window holds it, that waits.
 * @param {string} name
 * @param {() => void} [waiting] called if it has to wait
 */
export function removeBase(name, waiting) {
  return deleteDB(name, { blocked: waiting })
}
