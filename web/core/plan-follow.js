// A plan that follows its visits while a clinic still enters them.
import { PARTS, targetsOf } from './routine.js'

/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * Every area that can be massaged where the visits were, in the order of a massage.
 * @param {Treatment[]} visits
 * @param {Protocols} protocols
 */
export function treatedTargets(visits, protocols) {
  return PARTS.flatMap((part) => targetsOf(part, { zones: [] }, visits, protocols))
}

/**
 * The plan after its visits changed: what has just been treated joins it, what has not
 * been leaves it, and what was chosen by hand stays.
 * @param {Routine} routine
 * @param {string[]} before targets of the visits as they were
 * @param {string[]} after targets as they are
 * @returns {Routine}
 */
export function followed(routine, before, after) {
  const { zones, manner = {}, ...rest } = routine
  const isIn = (/** @type {string} */ zone) =>
    after.includes(zone) || !before.includes(zone)
  const added = after.filter((zone) => !before.includes(zone) && !zones.includes(zone))
  const kept = Object.entries(manner).filter(([zone]) => isIn(zone))
  return {
    ...rest,
    zones: zones.length > 0 ? [...zones.filter(isIn), ...added] : [],
    ...(kept.length > 0 && { manner: Object.fromEntries(kept) }),
  }
}
