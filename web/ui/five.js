// Today's sessions: which are done, which is next.
import { instantOfIso, localDate } from '../core/civil.js'
import { gridOf, rowOn } from '../core/progress.js'
import { nextDue } from '../core/schedule.js'
import { make, part, reveal, write } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Row} Row */

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawFive(main, situation, basics) {
  const today = todayOf(situation, basics)
  reveal(main, { five: today !== null })
  if (!today) return
  const { row, done } = today
  const values = { done, planned: row.slots.length }
  write(main, {
    'five-title': basics.text.t('Today: %(done)s of %(planned)s', values),
    next: nextText(situation, basics),
  })
  part(main, 'slots').replaceChildren(...slotItems(row, basics))
}

/**
 * The row of the grid that is today; null on a day without sessions.
 * @param {Situation} situation
 * @param {Pick<Basics, 'clock'>} basics
 */
export function todayOf({ routines: [current], kept, now }, { clock }) {
  if (!current) return null
  const row = rowOn(gridOf(current, kept.sessions), localDate(now, clock.timezone()))
  if (!row) return null
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
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'clock'>} basics
 */
export function nextText(situation, { text: { t }, format, clock }) {
  const today = todayOf(situation, { clock })
  if (!today) return ''
  const { row, done } = today
  const held = row.slots.flatMap(({ session }) => session ?? [])
  const last = held.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0] ?? null
  const { opensAt, verdict } = situation.assessment
  const due = nextDue(
    {
      done,
      timesADay: row.slots.length,
      last,
      timezone: clock.timezone(),
    },
    situation.now,
  )
  if (done >= row.slots.length) return t('All done for today. Rest your hands.')
  if (verdict === 'blocked' && opensAt !== null) {
    return t('Next: from %(moment)s', { moment: format.moment(opensAt, situation.now) })
  }
  if (due === null)
    return t('Next: tomorrow. A missed one does not have to be made up for.')
  if (due <= situation.now) return t('Next: now, or whenever it suits you.')
  return t('Next: at about %(time)s', { time: format.moment(due, situation.now) })
}
