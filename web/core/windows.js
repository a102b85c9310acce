// The windows of one visit: the product's own, with what the clinic's plan says
// differently.
import { DAY } from './civil.js'

/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Window} Window */
/** @typedef {import('./types.js').Protocols} Protocols */

/** No window can be set longer than this. */
export const LONGEST_WINDOW = 400 * DAY
/** Stands as the source of a window that the clinic's plan sets. */
export const BY_PLAN = 'plan'

/**
 * The windows that count for a visit. One that the plan sets ends when it says; care
 * that followed upon a block begins where the block now ends, so that there is neither
 * a hole nor a doubt between them. What has no time left is left out.
 * @param {Pick<Treatment, 'product' | 'windows'>} treatment
 * @param {Pick<Protocols, 'treatments'>} protocols
 * @returns {Window[]}
 */
export function windowsOf(treatment, { treatments }) {
  const usual = treatments[treatment.product]?.windows ?? []
  return usual
    .map((window) => ({ ...window, ...spanOf(window, usual, treatment) }))
    .filter(({ fromMs, untilMs }) => fromMs < untilMs)
}

/**
 * Whether the clinic's plan decides when a window ends.
 * @param {Pick<Window, 'source'>} window
 */
export function isByPlan({ source }) {
  return source.includes(BY_PLAN)
}

/**
 * @param {Window} window
 * @param {Window[]} usual
 * @param {Pick<Treatment, 'windows'>} treatment
 */
function spanOf(window, usual, treatment) {
  const block = usual.find((other) => {
    return other.verdict === 'blocked' && other.untilMs === window.fromMs
  })
  const fromMs = block ? endOf(block, treatment) : window.fromMs
  const untilMs = endOf(window, treatment)
  const isSet = untilMs !== window.untilMs
  return { fromMs, untilMs, source: isSet ? [BY_PLAN] : window.source }
}

/**
 * When a window ends; the cautious default stays where what is set is no such number.
 * @param {Window} window
 * @param {Pick<Treatment, 'windows'>} treatment
 */
function endOf({ id, untilMs }, { windows }) {
  const isThere = typeof windows === 'object' && windows !== null
  const set = isThere && Object.hasOwn(windows, id) ? windows[id] : untilMs
  return isLength(set) ? set : untilMs
}

/**
 * Whether a window can be set to end then, in milliseconds after the visit.
 * @param {unknown} value
 */
export function isLength(value) {
  return (
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_WINDOW
  )
}
