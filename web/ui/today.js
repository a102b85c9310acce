// Today: an invitation on the first visit; from then on, may I massage now.
import { isBlank } from '../core/keepsakes.js'
import { askAhead, breathe, part, reveal } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

const MINUTE_MS = 60_000
/** What a first visit does not see. */
const LATER = ['ways', 'where', 'basis', 'narrowed', 'care-today', 'check-due']

/**
 * @param {HTMLElement} main
 * @param {import('./due.js').Devices} basics
 */
export async function showToday(main, basics) {
  let timeout = 0
  let isHearing = false
  const refresh = () => {
    return draw().catch((error) => {
      withdraw(main)
      throw error
    })
  }
  const draw = async () => {
    if (isBlank(await basics.store.read())) return welcome()
    // A first visit does without these modules.
    await askAhead(main)
    const { situationOf } = await import('./situation.js')
    await show(await situationOf(basics))
  }
  /** @param {Situation} situation that holds, or will when it is written */
  const show = async (situation) => {
    const { declare } = await import('./situation.js')
    declare(main, situation)
    part(document, 'aside').textContent = asideOf(situation, basics)
    // Before all that is drawn late: a change of the verdict does not wait for it.
    lookAgain(situation)
    reveal(main, { welcome: false, lines: true, more: true })
    const { drawEntered, hearButtons } = await import('./entered.js')
    await breathe()
    if (!isHearing) hearButtons(main, basics, refresh, show)
    isHearing = true
    lookAgain(situation, await drawEntered(main, situation, basics))
  }
  const welcome = () => {
    window.clearTimeout(timeout)
    timeout = window.setTimeout(refresh, MINUTE_MS)
    Object.assign(main.dataset, { verdict: 'none', opensAt: '' })
    part(document, 'aside').textContent = ''
    reveal(main, { welcome: true, lines: false, more: false })
    reveal(main, Object.fromEntries(LATER.map((name) => [name, false])))
    void basics.badge.show(0)
  }
  /** @type {(situation: Situation, dueAt?: number) => void} */
  const lookAgain = (situation, dueAt = Infinity) => {
    window.clearTimeout(timeout)
    const now = basics.clock.now()
    timeout = window.setTimeout(refresh, untilNextLook(situation, dueAt, now))
  }
  basics.onChange(refresh)
  offerUpdate(main, basics)
  await refresh()
  void tell(main, basics)
}

/**
 * An answer that can no longer be looked up does not stand.
 * @param {HTMLElement} main
 */
function withdraw(main) {
  Object.assign(main.dataset, { verdict: 'none', opensAt: '' })
  reveal(main, { welcome: false, lines: false })
  reveal(main, Object.fromEntries(LATER.map((name) => [name, false])))
}

/**
 * What can wait until the answer stands.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
async function tell(main, basics) {
  const { tellNews, tellReady } = await import('./news.js')
  await tellNews(main, basics)
  await tellReady(main, basics)
}

/**
 * Spans are shown in minutes; a verdict changes on its second, and so does what is due.
 * @param {Situation} situation
 * @param {number} dueAt
 * @param {number} now
 */
function untilNextLook({ assessment: { opensAt }, routines }, dueAt, now) {
  const changes = [dueAt, opensAt, ...routines.map((each) => each.opensAt)]
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
  part(main, 'update-now').addEventListener('click', async () => {
    // One may have begun since.
    if (await turn.isTaken()) reveal(main, { update: false })
    else updates.takeOver()
  })
}
