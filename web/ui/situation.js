// What holds now: the record, the verdict over it, the routines that are current.
import { assess } from '../core/gate.js'

/** @typedef {Awaited<ReturnType<typeof situationOf>>} Situation */

/** @param {Pick<import('../entry/basics.js').Basics, 'store' | 'clock' | 'protocols'>} basics */
export async function situationOf({ store, clock, protocols }) {
  const kept = await store.read()
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
