// A plan in words: what its days come to, and how one area is massaged.
import { sumOf } from '../core/plan.js'
import { make } from './frame.js'

/** @typedef {import('../core/types.js').Phase} Phase */
/** @typedef {import('../core/types.js').Manner} Manner */
/** @typedef {import('../core/types.js').Text} Text */

/**
 * A line for each phase; without phases what that means.
 * @param {Phase[]} phases
 * @param {Text} text
 */
export function sumLines(phases, text) {
  const { t } = text
  const lines = phases.map((phase) => lineOf(phase, text))
  const none = t('No massage is offered. Your aftercare stays.')
  const said =
    lines.length > 0 ? lines.map((line, at) => thenLine(line, at, t)) : [none]
  return said.map((line) => make('li', {}, line))
}

/**
 * @param {string} line
 * @param {number} index
 * @param {Text['t']} t
 */
function thenLine(line, index, t) {
  return index > 0 ? t('Then %(line)s', { line }) : line
}

/**
 * "25 massages in 5 days, 125 minutes in all".
 * @param {Phase} phase
 * @param {Text} text
 */
function lineOf(phase, { t, tn }) {
  const sum = sumOf(phase)
  if (sum.massages === 0) {
    return tn('%(n)s day without massage', '%(n)s days without massage', sum.days)
  }
  const massages = tn('%(n)s massage', '%(n)s massages', sum.massages)
  const days = tn('%(n)s day', '%(n)s days', sum.days)
  const minutes = tn('%(n)s minute', '%(n)s minutes', sum.minutes)
  return t('%(massages)s in %(days)s, %(minutes)s in all', { massages, days, minutes })
}

/**
 * "5 minutes each time, 5 times a day, 5 days".
 * @param {Phase} phase
 * @param {Text} text
 */
export function phaseText(phase, { t, tn }) {
  const minutes = tn('%(n)s minute', '%(n)s minutes', phase.minutes)
  const times = tn('%(n)s time a day', '%(n)s times a day', phase.timesADay)
  const days = tn('%(n)s day', '%(n)s days', phase.days)
  return t('%(minutes)s each time, %(times)s, %(days)s', { minutes, times, days })
}

/**
 * "light · upward"; what is usual is not said.
 * @param {Manner} manner
 * @param {Text} text
 */
export function mannerText({ intensity, direction }, { t }) {
  const strengths = { light: t('light'), medium: t('medium'), firm: '' }
  const ways = {
    circles: t('circles'),
    up: t('upward'),
    down: t('downward'),
    out: t('outward'),
    in: t('inward'),
  }
  const words = [intensity && strengths[intensity], direction && ways[direction]]
  return words.filter(Boolean).join(' · ')
}
