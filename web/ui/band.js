// The band from the treatment to the end of its windows, with a mark at now.
import { restrictsFrom } from '../core/gate.js'
import { instantOfVisit } from '../core/visit-status.js'
import { windowsOf } from '../core/windows.js'
import { make, part, reveal } from './frame.js'
import { decidingRules } from './lines.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Window} Window */

/** A block of two days in a fortnight keeps at least this share, so that it is seen. */
const SHORTEST_SHARE = 0.22

/**
 * @param {HTMLElement} article
 * @param {import('./lines.js').Line} line
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawBand(article, line, situation, { format, clock, text: { t } }) {
  const deciding = latestToEase(decidingRules(line, situation))
  reveal(article, { band: Boolean(deciding) })
  if (!deciding) return
  const { treatment } = deciding
  const start = restrictsFrom(treatment)
  const day = treatment.time ? start : instantOfVisit(treatment, clock.timezone())
  const stretch = stretchOf(windowsOf(treatment, situation.protocols))
  const element = part(article, 'band')
  element.style.setProperty('--blocked', `${stretch.share * 100}%`)
  element.style.setProperty('--now', `${place(situation.now - start, stretch) * 100}%`)
  const turn = format.moment(start + stretch.turn, situation.now)
  part(article, 'scale').replaceChildren(
    ...[
      format.day(day, situation.now),
      ...(stretch.turn > 0 ? [turn] : []),
      format.date(start + stretch.end),
    ].map((label) => make('li', {}, label)),
    make('li', { class: 'visually-hidden' }, t('You are here: now')),
  )
}

/**
 * Of several, the one that decides how long: its window ends last.
 * @param {{treatment: import('../core/types.js').Treatment, window: Window}[]} rules
 */
function latestToEase(rules) {
  const end = (/** @type {typeof rules[0]} */ { treatment, window }) =>
    restrictsFrom(treatment) + window.untilMs
  return [...rules].sort((a, b) => end(b) - end(a))[0]
}

/** @param {Window[]} windows */
function stretchOf(windows) {
  const end = Math.max(...windows.map(({ untilMs }) => untilMs))
  const blocks = windows.filter(({ verdict }) => verdict === 'blocked')
  const turn = Math.max(0, ...blocks.map(({ untilMs }) => untilMs))
  const share = turn === 0 ? 0 : Math.max(SHORTEST_SHARE, turn / end)
  return { turn, end, share: Math.min(1, share) }
}

/**
 * Where an elapsed time stands on the band, from 0 to 1; each part has its own scale.
 * @param {number} elapsed
 * @param {{turn: number, end: number, share: number}} stretch
 */
function place(elapsed, { turn, end, share }) {
  const whole =
    elapsed < turn
      ? (elapsed / turn) * share
      : share + ((elapsed - turn) / (end - turn || 1)) * (1 - share)
  return Math.min(1, Math.max(0, whole))
}
