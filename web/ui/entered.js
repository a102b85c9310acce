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
import { drawWays, leaveOut, widen } from './ways.js'
import { drawWhere } from './where.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * Once a page: its buttons, and a massage that waits for room in the record.
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
export function hearButtons(main, basics, refresh) {
  void offerInstall(main, basics)
  if (basics.draft.aside().length > 0) void keepWaiting(basics).then(refresh)
  hearChange('widen', widen)
  hearChange('leave-out', leaveOut)

  /**
   * @param {string} name of a button that goes once it has done its work
   * @param {(basics: Basics) => Promise<void>} change
   */
  function hearChange(name, change) {
    part(main, name).addEventListener('click', async () => {
      await change(basics)
      await refresh()
      keepFocus(main)
    })
  }
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
