// Progress in words: what a grid counts, how far it has come, how one massage was.
import { timer } from '../core/format.js'
import { isDone, totals } from '../core/progress.js'
import { firstMassages } from '../core/plan.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */

const SECOND_MS = 1000
const MINUTE_SECONDS = 60

/**
 * @param {Pick<Count, 'product' | 'part'>} count
 * @param {Pick<Basics, 'protocols' | 'text'>} basics
 */
export function countName({ product, part }, { protocols, text: { t } }) {
  const { name, parts } = protocols.treatments[product]
  if (parts.length === 1) return name
  return part === 'face' ? t('%(name)s, face', { name }) : t('%(name)s, body', { name })
}

/**
 * "Day 2 of 5. 7 of 25 massages done, 33 minutes in all."
 * @param {Row[]} rows
 * @param {Row | undefined} today
 * @param {Pick<Basics, 'text'>} basics
 */
export function tallyText(rows, today, { text: { t, tn } }) {
  const { done, planned, seconds } = totals(rows)
  const day = today
    ? t('Day %(day)s of %(days)s.', { day: today.day, days: rows.length })
    : ''
  const minutes = Math.round(seconds / MINUTE_SECONDS)
  const massages = tn(
    '%(n)s massage of %(planned)s done.',
    '%(n)s massages of %(planned)s done.',
    done,
    { planned },
  )
  const spent =
    minutes > 0 ? tn('%(n)s minute in all.', '%(n)s minutes in all.', minutes) : ''
  return [day, massages, spent].filter(Boolean).join(' ')
}

/**
 * "Days 1 to 5: 5 minutes, 5 times a day".
 * @param {Row[]} rows of one phase
 * @param {import('../core/types.js').Phase} phase
 * @param {Pick<Basics, 'text'>} basics
 */
export function phaseName(rows, phase, { text: { t, tn } }) {
  const [first, last] = [rows[0].day, rows[rows.length - 1].day]
  const days =
    first === last
      ? t('Day %(day)s', { day: first })
      : t('Days %(first)s to %(last)s', { first, last })
  if (!firstMassages([phase])) return t('%(days)s: rest', { days })
  const minutes = tn('%(n)s minute', '%(n)s minutes', phase.minutes)
  const times = tn('once a day', '%(n)s times a day', phase.timesADay)
  return t('%(days)s: %(minutes)s, %(times)s', { days, minutes, times })
}

/**
 * "2:10 of 5:00".
 * @param {SessionRecord} session
 * @param {Pick<Basics, 'text'>} basics
 */
export function lengthText({ seconds, planned }, { text: { t } }) {
  return t('%(time)s of %(planned)s', {
    time: timer(seconds * SECOND_MS),
    planned: timer(planned * SECOND_MS),
  })
}

/**
 * @param {SessionRecord} session
 * @param {Pick<Basics, 'text'>} basics
 */
export function stateText(session, { text: { t } }) {
  return isDone(session) ? t('done') : t('done in part')
}
