// Whether this version of the app knows what a record of a backup names.

/** @typedef {import('./types.js').Protocols} Protocols */
/** @typedef {import('./types.js').Kind} Kind */

/** The lists whose records name a product, and those that name zones. */
const OF_PRODUCTS = ['treatments', 'routines', 'sessions', 'courses', 'checks']
const ON_ZONES = ['treatments', 'routines', 'clearances', 'sessions', 'flags', 'checks']

/**
 * Whether this app has rules and words for everything that a record names. One that it
 * has not would restrict nothing, and no page could show it.
 * @param {Protocols} protocols
 */
export function knownIn({ treatments, zones, signs }) {
  const products = new Set(Object.keys(treatments))
  const areas = new Set(zones.map(({ id }) => id))
  const known = new Set(Object.keys(signs))
  const questions = new Set(
    Object.values(treatments).flatMap(({ routine }) => {
      return (routine?.screening ?? []).map(({ id }) => id)
    }),
  )
  /** @type {(kind: Kind, record: any) => boolean} sound as a record of its kind */
  return (kind, record) =>
    (!OF_PRODUCTS.includes(kind) || products.has(record.product)) &&
    (!ON_ZONES.includes(kind) || isWithin(record.zones, areas)) &&
    (kind !== 'flags' || known.has(record.sign)) &&
    (kind !== 'routines' ||
      (isWithin(record.wider ?? [], areas) &&
        isWithin(Object.keys(record.manner ?? {}), areas) &&
        isWithin(record.screened?.yes ?? [], questions)))
}

/**
 * @param {string[]} names
 * @param {Set<string>} known
 */
function isWithin(names, known) {
  return names.every((name) => known.has(name))
}
