// Today's sessions: which are done, which is next.
import { dateOf, dayNumber, instantOfIso, localDate } from '../core/civil.js'
import { duesOn, rowOf } from '../core/moments.js'
import { make } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').AssessedRoutine} AssessedRoutine */
/** @typedef {import('../core/progress.js').Row} Row */

/**
 * The row of the routine's grid that is today; null on a day without sessions.
 * @param {AssessedRoutine} current
 * @param {Situation} situation
 * @param {Pick<Basics, 'clock'>} basics
 */
export function todayOf(current, { kept, now, protocols }, { clock }) {
  const row = rowOf(current, { kept, protocols }, localDate(now, clock.timezone()))
  if (!row) return null
  return { row, done: row.slots.filter((slot) => slot.done).length }
}

/**
 * When the sessions that are left of today are suggested; the first one is due as soon
 * as its instant has come. None while the gate is shut for nobody knows how long.
 * @param {AssessedRoutine} current
 * @param {Pick<Situation, 'kept' | 'now' | 'protocols'>} situation
 * @param {Pick<Basics, 'clock'>} basics
 */
export function leftToday(current, { kept, now, protocols }, { clock }) {
  const timezone = clock.timezone()
  const isShut = current.verdict === 'blocked'
  const opensAt = isShut ? (current.opensAt ?? Infinity) : -Infinity
  const state = { kept, protocols, timezone }
  const dues = duesOn(localDate(now, timezone), current, state, opensAt, now)
  return dues.map(({ at }) => at)
}

/**
 * One item a slot: when it was done, or an open place.
 * @param {Row} row
 * @param {Pick<Basics, 'text' | 'format'>} basics
 */
export function slotItems(row, { text: { t }, format }) {
  const firstOpen = row.slots.find(({ session }) => !session)
  return row.slots.map((slot) => {
    const { session } = slot
    const label = session
      ? format.time(instantOfIso(session.startedAt))
      : String(slot.slot)
    const name = slot.done ? t('done') : session ? t('done in part') : t('open')
    const state = slot.done
      ? 'done'
      : session
        ? 'part'
        : slot === firstOpen
          ? 'next'
          : 'open'
    const hint = make('span', { class: 'visually-hidden' }, `, ${name}`)
    return make('li', { class: state }, label, hint)
  })
}

/**
 * "Next: at about 13:05".
 * @param {AssessedRoutine} current
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'clock'>} basics
 */
export function nextText(current, situation, basics) {
  const { text, format } = basics
  const { t } = text
  const { now } = situation
  const { opensAt, verdict } = current
  const today = todayOf(current, situation, basics)
  if (!today) return ''
  if (today.done >= today.row.slots.length) {
    return t('All done for today. Rest your hands.')
  }
  if (verdict === 'blocked' && opensAt !== null) {
    return t('Next: from %(moment)s', { moment: format.moment(opensAt, now) })
  }
  const [due] = leftToday(current, situation, basics)
  if (due === undefined) return afterToday(current, situation, basics)
  if (due <= now) return t('Next: now, or whenever it suits you.')
  return t('Next: at about %(time)s', { time: format.moment(due, now) })
}

/**
 * @param {AssessedRoutine} current
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'clock'>} basics
 */
function afterToday(current, situation, { text: { t }, clock }) {
  const today = dayNumber(localDate(situation.now, clock.timezone()))
  return rowOf(current, situation, dateOf(today + 1))
    ? t('Next: tomorrow. A missed one does not have to be made up for.')
    : t('Enough for today. A missed one does not have to be made up for.')
}
