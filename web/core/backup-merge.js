// What a backup makes of the record on the phone: added to it, or in its place; and how
// much that changes, which the patient is told first.
import { ofThePhone } from './backup.js'
import { changesBetween, keyOf, KINDS } from './keepsakes.js'
import { widened } from './redflags.js'

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./types.js').Flag} Flag */
/** @typedef {import('./types.js').SessionRecord} SessionRecord */
/** @typedef {{kind: Kind | 'settings', fresh: number, changed: number,
 *   gone: number}} Tally */

/**
 * The record with everything of the backup that it does not have. Where both know a
 * record, the phone's own stays.
 * @param {Keepsakes} kept
 * @param {Keepsakes} backup
 * @returns {Keepsakes}
 */
export function merged(kept, backup) {
  const lists = Object.fromEntries(
    KINDS.map((kind) => [kind, union(kind, kept[kind], backup[kind])]),
  )
  const settings = { ...backup.settings, ...kept.settings }
  const carried = { ...backup.settings.carried, ...kept.settings.carried }
  const carries = Object.keys(carried).length > 0
  return /** @type {Keepsakes} */ ({
    ...lists,
    settings: { ...settings, ...(carries && { carried }) },
  })
}

/**
 * @param {Kind} kind
 * @param {object[]} own
 * @param {object[]} theirs
 */
function union(kind, own, theirs) {
  const others = new Map(theirs.map((record) => [keyOf(kind, record), record]))
  const joined = own.map((record) => {
    const other = others.get(keyOf(kind, record))
    others.delete(keyOf(kind, record))
    return other ? joinedRecord(kind, record, other) : record
  })
  return [...joined, ...others.values()]
}

/**
 * @param {Kind} kind
 * @param {any} own
 * @param {any} other
 */
function joinedRecord(kind, own, other) {
  if (kind === 'sessions') return longer(own, other)
  return kind === 'flags' ? settled(own, other) : own
}

/**
 * A massage that went on elsewhere counts as far as it came.
 * @param {SessionRecord} own
 * @param {SessionRecord} other
 */
function longer(own, other) {
  if (other.seconds <= own.seconds) return own
  return { ...own, ...other, ...(own.felt && { felt: own.felt }) }
}

/**
 * The clinic's word counts on whichever phone it was written down; a sign that stands
 * on both counts wherever either of them does.
 * @param {Flag} own
 * @param {Flag} other
 * @returns {Flag}
 */
function settled(own, other) {
  if (own.clearedAt) return own
  const { clearedAt, clearedBy } = other
  if (clearedAt) return { ...own, clearedAt, clearedBy }
  const wider = widened(own, other.zones)
  return wider.zones.join() === own.zones.join() ? own : wider
}

/**
 * The backup in place of the record; what is true of this phone alone stays.
 * @param {Keepsakes} kept
 * @param {Keepsakes} backup
 * @returns {Keepsakes}
 */
export function replaced(kept, backup) {
  return { ...backup, settings: { ...backup.settings, ...ofThePhone(kept.settings) } }
}

/**
 * How much would be new, changed and gone, of each kind that changes at all.
 * @param {Keepsakes} before
 * @param {Keepsakes} after
 * @returns {Tally[]}
 */
export function tally(before, after) {
  const { put, remove, set, unset } = changesBetween(before, after)
  const lists = KINDS.map((kind) => {
    const written = put[kind] ?? []
    const keys = new Set(before[kind].map((record) => keyOf(kind, record)))
    const changed = written.filter((record) => keys.has(keyOf(kind, record))).length
    const gone = (remove[kind] ?? []).length
    return { kind, fresh: written.length - changed, changed, gone }
  })
  const names = Object.keys(set)
  const changed = names.filter((name) => name in before.settings).length
  return [
    ...lists,
    {
      kind: /** @type {const} */ ('settings'),
      fresh: names.length - changed,
      changed,
      gone: unset.length,
    },
  ].filter(({ fresh, changed, gone }) => fresh + changed + gone > 0)
}
