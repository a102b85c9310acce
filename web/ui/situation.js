// What holds now: the record, the verdict over it, the routines that are current.
import { assess } from '../core/gate.js'

/** @typedef {Awaited<ReturnType<typeof situationOf>>} Situation */

/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {Pick<import('../entry/basics.js').Basics, 'store' | 'clock' | 'protocols'>} Devices */

/** @param {Devices} devices */
export async function situationOf(devices) {
  return situationWith(await devices.store.read(), devices)
}

/**
 * What would hold with this record.
 * @param {Keepsakes} kept
 * @param {Omit<Devices, 'store'>} devices
 */
export function situationWith(kept, { clock, protocols }) {
  const now = clock.now()
  const assessment = assess({ ...kept, protocols }, now)
  return { kept, now, protocols, assessment, routines: assessment.routines }
}

/**
 * Puts the overall verdict where the page's contract wants it.
 * @param {HTMLElement} main
 * @param {Situation} situation
 */
export function declare(main, { assessment: { verdict, opensAt } }) {
  main.dataset.verdict = verdict
  main.dataset.opensAt = opensAt === null ? '' : new Date(opensAt).toISOString()
}
