// Aftercare: what holds now and until when, by topic or by time, over the full rules.
import { careOf } from './care.js'
import { drawTimes } from './care-times.js'
import { drawTopics } from './care-topics.js'
import { part, reveal } from './frame.js'

/** @typedef {import('../core/aftercare.js').CareItem} CareItem */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/** @typedef {{items: CareItem[], kept: Keepsakes, now: number}} Care */

const MINUTE_MS = 60_000

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showAftercare(main, basics) {
  let timeout = 0
  const refresh = async () => {
    const kept = await basics.store.read()
    const now = basics.clock.now()
    const items = await careOf({ kept, now }, basics)
    await draw(main, { items, kept, now }, basics)
    window.clearTimeout(timeout)
    timeout = window.setTimeout(refresh, untilNextLook(items, now))
  }
  part(main, 'line').addEventListener('change', () => showChosenView(main))
  basics.onChange(refresh)
  await refresh()
  const { treatments } = await basics.store.read()
  if (treatments.length > 0) foldRules(main)
  part(main, 'rules').classList.add('ready')
  openRulesAsked(main)
  window.addEventListener('hashchange', () => openRulesAsked(main))
}

/**
 * Spans are shown in minutes; what becomes possible does so on its second.
 * @param {CareItem[]} items
 * @param {number} now
 */
function untilNextLook(items, now) {
  const ahead = items.flatMap(({ from, until }) => [from, until])
  const waits = ahead.map((at) => at - now).filter((wait) => wait > 0)
  return Math.min(MINUTE_MS, ...waits)
}

/**
 * @param {HTMLElement} main
 * @param {Care} care
 * @param {Basics} basics
 */
async function draw(main, care, basics) {
  const { items, kept } = care
  const hasSome = kept.treatments.length > 0
  reveal(main, {
    empty: !hasSome,
    lead: !hasSome,
    contents: !hasSome,
    finished: hasSome && items.length === 0,
    line: items.length > 0,
    'checks-link': await hasQuestions(kept, basics),
  })
  if (items.length === 0) return
  drawTopics(main, care, (await basics.aftercare()).topics, basics)
  drawTimes(main, care, basics)
}

/**
 * Whether a weekly question belongs to what was entered, or an answer was given.
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
async function hasQuestions({ treatments, checks }, { aftercare }) {
  if (checks.length > 0) return true
  if (treatments.length === 0) return false
  const { products } = await aftercare()
  return treatments.some(({ product }) => products[product]?.checks.length > 0)
}

/** @param {HTMLElement} main */
function showChosenView(main) {
  const isByTime = main.querySelector('[name=view][value=times]:checked') !== null
  reveal(main, { topics: !isByTime, times: isByTime })
}

/**
 * With times of one's own above, the rules of every product wait folded.
 * @param {HTMLElement} main
 */
function foldRules(main) {
  for (const rules of main.querySelectorAll('details')) rules.open = false
}

/**
 * A link to the rules of one product opens them.
 * @param {HTMLElement} main
 */
function openRulesAsked(main) {
  for (const rules of main.querySelectorAll('details')) {
    if (`#${rules.id}` === location.hash) rules.open = true
  }
}
