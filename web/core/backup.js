// The backup file, version 1: the whole record as one text, and the way back from a text
// that anybody may have written.
import { isInstant, isRecord } from './backup-checks.js'
import { knownIn } from './backup-known.js'
import { areSettings, isList, isSound } from './backup-shape.js'
import { keyOf, KINDS } from './keepsakes.js'

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * Why a file cannot be used. `list` and `number` (from 1) say where; a number of 0 means
 * the list itself. "unknown": it names a product, an area, a sign or a question that this
 * version of the app has no rules for, so that nothing here could hold it back.
 * @typedef {{kind: 'empty' | 'too-large' | 'not-json' | 'not-ours' | 'newer'}
 *   | {kind: 'broken' | 'unknown', list: Kind | 'settings' | 'file',
 *      number: number}} BackupProblem
 * @typedef {{kept: Keepsakes, madeAt: string | null}} Backup
 */

const FORMAT = 'aftertouch-backup'
const VERSION = 1
/** The largest file that is read, in bytes: ten years of massages fit in. */
export const LARGEST = 4_000_000
/** No record of ours goes deeper than five. */
const DEEPEST = 16
/** Names that mean something to the language itself. */
const RESERVED = ['__proto__', 'constructor', 'prototype']
/** What is true of this phone alone. */
const OF_THE_PHONE = [
  'askedToLast',
  'lastBackup',
  'installAnswered',
  'readySaid',
  'versionSeen',
  'reminded',
]

/**
 * The record as the text of a file, one record a line.
 * @param {Keepsakes} kept
 * @param {string} [madeAt] ISO 8601
 */
export function backupOf(kept, madeAt) {
  const { carried = {}, ...settings } = withoutPhone(kept.settings)
  const parts = {
    format: FORMAT,
    version: VERSION,
    ...(madeAt && { madeAt }),
    ...Object.fromEntries(KINDS.map((kind) => [kind, kept[kind]])),
    settings,
  }
  const unknown = Object.entries(carried).filter(
    ([name]) => !Object.hasOwn(parts, name),
  )
  const lines = [...Object.entries(parts), ...unknown].map(([name, value]) => {
    return `${JSON.stringify(name)}: ${written(value)}`
  })
  return `{\n${lines.join(',\n')}\n}\n`
}

/** @param {unknown} value */
function written(value) {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value)
  return `[\n${value.map((record) => JSON.stringify(record)).join(',\n')}\n]`
}

/**
 * The settings that go along with the patient to another phone.
 * @param {import('./types.js').Settings} settings
 */
function withoutPhone(settings) {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !OF_THE_PHONE.includes(name)),
  )
}

/**
 * The settings that stay with this phone, whatever a file brings.
 * @param {import('./types.js').Settings} settings
 */
export function ofThePhone(settings) {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => OF_THE_PHONE.includes(name)),
  )
}

/**
 * What a file holds, or what stands against it. Every value is looked at; nothing is
 * ever thrown, and nothing but a whole and known file comes through.
 * @param {string} text
 * @param {Protocols} protocols
 * @returns {Backup | {problem: BackupProblem}}
 */
export function readBackup(text, protocols) {
  const bare = text.replace(/^\uFEFF/, '')
  if (bare.trim() === '') return { problem: { kind: 'empty' } }
  if (bare.length > LARGEST) return { problem: { kind: 'too-large' } }
  const file = parsed(bare)
  if (file === undefined) return { problem: { kind: 'not-json' } }
  if (!isRecord(file) || file.format !== FORMAT) {
    return { problem: { kind: 'not-ours' } }
  }
  const problem = problemOfFile(file) ?? problemOfRecords(file, protocols)
  return problem ? { problem } : accepted(file)
}

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text, dropReserved))
  } catch {
    // No JSON, or nested so deeply that it was made to break the reader.
    return undefined
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function dropReserved(name, value) {
  return RESERVED.includes(name) ? undefined : value
}

/**
 * @param {Record<string, unknown>} file
 * @returns {BackupProblem | null}
 */
function problemOfFile(file) {
  const { version, madeAt, settings } = file
  if (typeof version === 'number' && version > VERSION) return { kind: 'newer' }
  const isWhole = version === VERSION && (madeAt === undefined || isInstant(madeAt))
  if (!isWhole || isDeeper(file, DEEPEST)) return broken('file')
  if (!areSettings(settings)) return broken('settings')
  const list = KINDS.find((kind) => !isList(kind, file[kind]))
  return list ? broken(list) : null
}

/**
 * @param {Kind | 'settings' | 'file'} list
 * @param {number} [index]
 * @returns {BackupProblem}
 */
function broken(list, index = -1) {
  return { kind: 'broken', list, number: index + 1 }
}

/**
 * @param {unknown} value
 * @param {number} room how many levels it may have
 * @returns {boolean}
 */
function isDeeper(value, room) {
  if (typeof value !== 'object' || value === null) return false
  return room === 0 || Object.values(value).some((own) => isDeeper(own, room - 1))
}

/**
 * @param {Record<string, unknown>} file
 * @param {Protocols} protocols
 * @returns {BackupProblem | null}
 */
function problemOfRecords(file, protocols) {
  const isKnown = knownIn(protocols)
  for (const kind of KINDS) {
    const records = /** @type {any[]} */ (file[kind] ?? [])
    const keys = new Set()
    for (const [index, record] of records.entries()) {
      if (!isSound(kind, record)) return broken(kind, index)
      if (keys.has(keyOf(kind, record))) return broken(kind, index)
      if (!isKnown(kind, record))
        return { kind: 'unknown', list: kind, number: index + 1 }
      keys.add(keyOf(kind, record))
    }
  }
  return null
}

/**
 * @param {Record<string, any>} file sound in every part
 * @returns {Backup}
 */
function accepted({ format, version, madeAt = null, settings, ...rest }) {
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, rest[kind] ?? []]))
  const beyond = Object.entries(rest).filter(
    ([name]) => !KINDS.includes(/** @type {Kind} */ (name)),
  )
  const carried = Object.fromEntries(beyond)
  return {
    madeAt,
    kept: /** @type {Keepsakes} */ ({
      ...lists,
      settings: {
        ...withoutPhone(settings),
        ...(beyond.length > 0 && { carried }),
      },
    }),
  }
}
