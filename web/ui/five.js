// Today's sessions: which are done, which is next.
import { instantOfIso, localDate } from '../core/civil.js'
import { gridOf, rowOn } from '../core/progress.js'
import { phasesAfter } from '../core/phases.js'
import { nextDue } from '../core/schedule.js'
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
  const { routine, treatment } = current
  const phases = phasesAfter(routine, treatment, kept.courses)
  const rows = gridOf({ ...current, phases }, kept.sessions, protocols)
  const row = rowOn(rows, localDate(now, clock.timezone()))
  if (!row || row.slots.length === 0) return null
  return { row, done: row.slots.filter((slot) => slot.done).length }
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
 * "Next: any time from 13:05."
 * @param {AssessedRoutine} current
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'clock'>} basics
 */
export function nextText(current, situation, { text: { t }, format, clock }) {
  const today = todayOf(current, situation, { clock })
  if (!today) return ''
  const { row, done } = today
  const { opensAt, verdict } = current
  const timesADay = row.slots.length
  const last = lastOf(row)
  const timezone = clock.timezone()
  const due = nextDue({ done, timesADay, last, timezone }, situation.now)
  if (done >= timesADay) return t('All done for today. Rest your hands.')
  if (verdict === 'blocked' && opensAt !== null) {
    return t('Next: from %(moment)s', { moment: format.moment(opensAt, situation.now) })
  }
  if (due === null)
    return t('Next: tomorrow. A missed one does not have to be made up for.')
  if (due <= situation.now) return t('Next: now, or whenever it suits you.')
  return t('Next: at about %(time)s', { time: format.moment(due, situation.now) })
}

/** @param {Row} row */
function lastOf({ slots }) {
  const held = slots.flatMap(({ session }) => session ?? [])
  return held.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0] ?? null
}
