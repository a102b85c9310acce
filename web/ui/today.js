// Today: an invitation on the first visit; from then on, may I massage now.
import { part, reveal } from './frame.js'
import { declare, situationOf } from './situation.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

const MINUTE_MS = 60_000
/** What a first visit does not see. */
const LATER = ['ways', 'where', 'basis', 'narrowed', 'care-today', 'check-due']

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showToday(main, basics) {
  let timeout = 0
  let isHearing = false
  const refresh = async () => {
    const situation = await situationOf(basics)
    const isNew = situation.assessment.verdict === 'none'
    declare(main, situation)
    part(document, 'aside').textContent = asideOf(situation, basics)
    reveal(main, { welcome: isNew, lines: !isNew, more: !isNew })
    if (isNew) reveal(main, Object.fromEntries(LATER.map((name) => [name, false])))
    else {
      // A first visit does without these modules.
      const { drawEntered, hearButtons } = await import('./entered.js')
      if (!isHearing) hearButtons(main, basics, refresh)
      isHearing = true
      await drawEntered(main, situation, basics)
    }
    window.clearTimeout(timeout)
    timeout = window.setTimeout(refresh, untilNextLook(situation))
  }
  basics.onChange(refresh)
  offerUpdate(main, basics)
  await refresh()
}

/**
 * Spans are shown in minutes; a verdict changes on its second.
 * @param {Situation} situation
 */
function untilNextLook({ assessment: { opensAt }, routines, now }) {
  const changes = [opensAt, ...routines.map((each) => each.opensAt)]
  const ahead = changes.map((change) => (change ?? Infinity) - now)
  return Math.max(0, Math.min(MINUTE_MS, ...ahead))
}

/**
 * "Day 2 of 5" while one routine runs, else the date.
 * @param {Situation} situation
 * @param {Basics} basics
 */
function asideOf({ routines, now }, { text, format }) {
  const [current] = routines
  if (routines.length !== 1) return format.longDate(now)
  return text.t('Day %(day)s of %(days)s', { day: current.day, days: current.days })
}

/**
 * A waiting version is offered here only, and never while a massage runs anywhere.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
function offerUpdate(main, { updates, turn }) {
  updates.onWaiting(async () => reveal(main, { update: !(await turn.isTaken()) }))
  part(main, 'update-now').addEventListener('click', () => updates.takeOver())
}
