// What a backup would open: the zones that the gate would hold less strictly with it.
import { instantOfIso } from './civil.js'
import { assess, restrictsFrom } from './gate.js'
import { windowsOf } from './windows.js'

/** @typedef {import('./types.js').Keepsakes} Keepsakes */
/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Protocols} Protocols */

const STRICTNESS = { clear: 0, caution: 2, blocked: 4 }
/** So many changes ahead are looked at; more have no meaning for a patient. */
const LOOKS = 40

/**
 * The zones that would be held less strictly, now or later on: a file may carry a
 * clinic's word or lack a treatment, and the patient is told what that opens.
 * @param {Keepsakes} before
 * @param {Keepsakes} after
 * @param {Protocols} protocols
 * @param {number} now
 */
export function easedZones(before, after, protocols, now) {
  const [old, fresh] = [before, after].map((kept) => stateAt(kept, protocols, now))
  if (JSON.stringify(old) === JSON.stringify(fresh)) return []
  const ahead = [...edgesOf(old), ...edgesOf(fresh)].filter((edge) => edge > now)
  const looks = [now, ...new Set(ahead.sort((a, b) => a - b))].slice(0, LOOKS)
  const eased = new Set(
    looks.flatMap((instant) => {
      const [was, is] = [old, fresh].map((state) => assess(state, instant).zones)
      return Object.keys(is).filter((id) => strictness(is[id]) < strictness(was[id]))
    }),
  )
  return protocols.zones.map(({ id }) => id).filter((id) => eased.has(id))
}

/**
 * What the gate looks at, without what is over.
 * @param {Keepsakes} kept
 * @param {Protocols} protocols
 * @param {number} now
 */
function stateAt({ treatments, clearances, flags }, protocols, now) {
  const standing = treatments.filter((treatment) => {
    return edgesAfter(treatment, protocols).some((edge) => edge > now)
  })
  return { treatments: standing, clearances, flags, routines: [], protocols }
}

/**
 * The only instants at which a verdict can change.
 * @param {ReturnType<typeof stateAt>} state
 */
function edgesOf({ treatments, clearances, protocols }) {
  return [
    ...treatments.flatMap((treatment) => edgesAfter(treatment, protocols)),
    ...clearances.map(({ at }) => instantOfIso(at)),
  ]
}

/**
 * Where the windows after a treatment begin and end.
 * @param {Treatment} treatment
 * @param {Protocols} protocols
 */
function edgesAfter(treatment, protocols) {
  const start = restrictsFrom(treatment)
  return windowsOf(treatment, protocols).flatMap(({ fromMs, untilMs }) => {
    return [start + fromMs, start + untilMs]
  })
}

/** @param {import('./types.js').ZoneAssessment} assessment */
function strictness({ verdict, leaveOut }) {
  return STRICTNESS[verdict] + Number(leaveOut)
}
