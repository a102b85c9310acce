// A copy of the record while its database changes its version. It lies in a database of
// its own: that has as much room as the record itself (local storage may be full, or
// forbidden where this is not), takes every value as it is, and is there as a whole or
// not at all, whenever the phone dies.
import {
  contentOf,
  openAsItIs,
  openBase,
  removeBase,
  versionOf,
  writeTo,
} from './database.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./database.js').Content} Content */

export const COPY = 'aftertouch-copy'
const STORE = 'copy'
const KEY = 'record'

/**
 * Copies everything in a database, as it is now. Without room for that the change goes
 * on all the same: it is one transaction, and a phone that is full has no other way.
 * @param {string} name
 */
export async function keepCopy(name) {
  const base = await openAsItIs(name)
  const content = await contentOf(base)
  base.close()
  try {
    const copy = await openCopy()
    await writeTo(copy, [STORE], [(store) => store(STORE).put(content, KEY)])
    copy.close()
  } catch (error) {
    console.info('No room for a copy of the record:', error)
    // One of an earlier try would bring back what was removed since.
    await removeBase(COPY)
  }
}

/** Whether a change of version was begun and not seen to its end. */
export async function hasCopy() {
  return (await versionOf(COPY)) > 0
}

/**
 * Looks whether everything that was copied is there, puts back what is missing, and only
 * then lets the copy go.
 * @param {Database} base of the new version
 */
export async function settle(base) {
  const copy = await openCopy()
  const { values } = (await contentOf(copy))[STORE]
  copy.close()
  const [content = {}] = /** @type {Content[]} */ (values)
  if (missingIn(await contentOf(base), content).length > 0) await putBack(base, content)
  const lost = missingIn(await contentOf(base), content)
  if (lost.length > 0) throw new Error(`The new record lacks ${lost.length} records`)
  await removeBase(COPY)
}

function openCopy() {
  return openBase(COPY, 1, (base) => void base.createObjectStore(STORE))
}

/**
 * @param {Database} base
 * @param {Content} content
 */
async function putBack(base, content) {
  const missing = missingIn(await contentOf(base), content)
  const names = [...new Set(missing.map(({ name }) => name))]
  await writeTo(
    base,
    names,
    missing.map(({ name, key, value }) => (store) => {
      const place = store(name)
      return place.keyPath === null ? place.put(value, key) : place.put(value)
    }),
  )
}

/**
 * What was copied and is not there, by store and key.
 * @param {Content} there
 * @param {Content} copied
 */
function missingIn(there, copied) {
  return Object.entries(copied).flatMap(([name, { keys, values }]) => {
    const held = new Set(there[name]?.keys ?? [])
    return keys
      .map((key, index) => ({ name, key, value: values[index] }))
      .filter(({ key }) => !held.has(key))
  })
}
