// Pieces of a code, put together: records, lists, choices from a table.
import { count, flag } from './plan-bits.js'

/**
 * @template V
 * @typedef {import('./plan-bits.js').Code<V>} Code
 */

/** Something that this version has no name for: a later one made the link. */
export class Unknown extends Error {}

/**
 * Each of the named pieces, one after the other.
 * @template {Record<string, Code<any>>} P
 * @param {P} pieces
 * @returns {Code<{[name in keyof P]: P[name] extends Code<infer V> ? V : never}>}
 */
export function record(pieces) {
  const all = Object.entries(pieces)
  return {
    write(bits, value) {
      for (const [name, piece] of all) piece.write(bits, value[name])
    },
    read(source) {
      const values = all.map(([name, piece]) => [name, piece.read(source)])
      return Object.fromEntries(values)
    },
  }
}

/**
 * @template V
 * @param {Code<V>} piece
 * @returns {Code<V[]>}
 */
export function list(piece) {
  return {
    write(bits, values) {
      count.write(bits, values.length)
      for (const value of values) piece.write(bits, value)
    },
    read(source) {
      const length = count.read(source)
      // Each piece takes a bit at least: a false length ends with the bits.
      return Array.from({ length: Math.min(length, source.bits.length + 1) }, () =>
        piece.read(source),
      )
    },
  }
}

/**
 * A piece that may be missing.
 * @template V
 * @param {Code<V>} piece
 * @returns {Code<V | null>}
 */
export function maybe(piece) {
  return {
    write(bits, value) {
      flag.write(bits, value !== null)
      if (value !== null) piece.write(bits, value)
    },
    read: (source) => (flag.read(source) ? piece.read(source) : null),
  }
}

/**
 * A name from a table that only grows.
 * @param {string[]} table
 * @returns {Code<string>}
 */
export function oneOf(table) {
  return {
    write: (bits, name) => count.write(bits, placeOf(name, table)),
    read: (source) => nameAt(count.read(source), table),
  }
}

/**
 * Several names of a table, in its order: a bit for each, up to the last.
 * @param {string[]} table
 * @returns {Code<string[]>}
 */
export function someOf(table) {
  return {
    write(bits, names) {
      const places = names.map((name) => placeOf(name, table))
      const length = Math.max(-1, ...places) + 1
      count.write(bits, length)
      for (let place = 0; place < length; place += 1) {
        flag.write(bits, places.includes(place))
      }
    },
    read(source) {
      const length = count.read(source)
      const chosen = Array.from(
        { length: Math.min(length, source.bits.length + 1) },
        () => flag.read(source),
      )
      return chosen.flatMap((isIn, place) => (isIn ? nameAt(place, table) : []))
    },
  }
}

/**
 * @param {string} name
 * @param {string[]} table
 */
function placeOf(name, table) {
  const place = table.indexOf(name)
  if (place < 0) throw new Unknown(`A link has no place for "${name}"`)
  return place
}

/**
 * @param {number} place
 * @param {string[]} table
 */
function nameAt(place, table) {
  if (place >= table.length) throw new Unknown('A link names what is not known here')
  return table[place]
}
