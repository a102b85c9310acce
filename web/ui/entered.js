// Today once something is entered: an answer for each part, what to leave, and why.
import { drawBasis } from './basis.js'
import { drawCare } from './care.js'
import { drawCheckDue } from './check-due.js'
import { drawDue } from './due.js'
import { keepFocus } from './focus.js'
import { breathe, part } from './frame.js'
import { offerInstall } from './install.js'
import { keepWaiting } from './keeping.js'
import { drawLines } from './line.js'
import { linesOf } from './lines.js'
import { drawNextVisit } from './next-visit.js'
import { situationOf, situationWith } from './situation.js'
import { drawWays, leftOut, widened } from './ways.js'
import { drawWhere } from './where.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Routine} Routine */

/**
 * Once a page: its buttons, and a massage that waits for room in the record.
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 * @param {(situation: Situation) => Promise<void>} show
 */
export function hearButtons(main, basics, refresh, show) {
  void offerInstall(main, basics)
  if (basics.draft.aside().length > 0) void keepWaiting(basics).then(refresh)
  hearChange('widen', widened)
  hearChange('leave-out', leftOut)

  /**
   * Where it was pressed it shows at once; then everywhere, while it is written; and in
   * the end as it is kept.
   * @param {string} name of a button that goes once it has done its work
   * @param {(situation: Situation) => Routine[]} change
   */
  function hearChange(name, change) {
    part(main, name).addEventListener('click', async () => {
      const situation = await situationOf(basics)
      const changed = change(situation)
      const expected = situationWith(withRoutines(situation, changed), basics)
      drawWays(main, expected, basics)
      await breathe()
      // If that fails it does so again in the end, where it is told.
      const drawing = show(expected).catch(() => {})
      const put = { routines: changed }
      try {
        await basics.store.change({ put, remove: {}, set: {}, unset: [] })
      } finally {
        await drawing
        await refresh()
        keepFocus(main)
      }
    })
  }
}

/**
 * The record as it will be with these routines in the place of those of their products.
 * @param {Situation} situation
 * @param {Routine[]} changed
 */
function withRoutines({ kept }, changed) {
  const routines = kept.routines.map(
    (old) => changed.find(({ product }) => product === old.product) ?? old,
  )
  return { ...kept, routines }
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {import('./due.js').Devices} basics
 * @returns {Promise<number>} when a massage becomes due, to look again
 */
export async function drawEntered(main, situation, basics) {
  const lines = linesOf(situation)
  drawLines(main, lines, situation, basics)
  await breathe()
  drawWays(main, situation, basics)
  drawBasis(main, lines, situation, basics)
  drawNextVisit(main, situation.kept, basics)
  await breathe()
  await Promise.all([
    drawWhere(main, situation, basics),
    drawCare(main, situation, basics),
    drawCheckDue(main, situation, basics),
  ])
  return drawDue(main, situation, basics)
}
