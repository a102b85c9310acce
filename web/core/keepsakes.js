// The record as a whole: its lists, and what makes one state of it into another.

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./types.js').Changes} Changes */

/** By which of its values each record is known. @type {Record<Kind, string>} */
export const KEYS = {
  treatments: 'id',
  routines: 'product',
  clearances: 'id',
  sessions: 'id',
  flags: 'id',
  courses: 'id',
  checks: 'id',
  plans: 'id',
}
export const KINDS = /** @type {Kind[]} */ (Object.keys(KEYS))

/**
 * What has to be written and removed to come from one state to the other; the other way
 * round it is how to take it back.
 * @param {Keepsakes} before
 * @param {Keepsakes} after
 * @returns {Changes}
 */
export function changesBetween(before, after) {
  /** @type {Changes} */
  const changes = { put: {}, remove: {}, set: {}, unset: [] }
  for (const kind of KINDS) {
    const [had, has] = [byKey(kind, before), byKey(kind, after)]
    changes.put[kind] = [...has.values()].filter((record) => {
      return !isSame(record, had.get(keyOf(kind, record)))
    })
    changes.remove[kind] = [...had.keys()].filter((key) => !has.has(key))
  }
  const [old, fresh] = [Object.entries(before.settings), Object.entries(after.settings)]
  const known = new Map(old)
  changes.set = Object.fromEntries(
    fresh.filter(([name, value]) => !isSame(value, known.get(name))),
  )
  changes.unset = old.map(([name]) => name).filter((name) => !(name in after.settings))
  return changes
}

/**
 * @param {Kind} kind
 * @param {object} record
 * @returns {string}
 */
export function keyOf(kind, record) {
  return /** @type {any} */ (record)[KEYS[kind]]
}

/**
 * @param {Kind} kind
 * @param {Keepsakes} kept
 */
function byKey(kind, kept) {
  return new Map(kept[kind].map((record) => [keyOf(kind, record), record]))
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * Whether nothing is entered that an answer could rest on.
 * @param {Pick<Keepsakes, 'treatments' | 'flags'>} kept
 */
export function isBlank({ treatments, flags }) {
  return treatments.length === 0 && flags.every((flag) => flag.clearedAt)
}
