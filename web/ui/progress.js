// Progress: one grid for each routine, days down and sessions across.
import { dayNumber, instantOfIso, localDate } from '../core/civil.js'
import { gridOf, isDone, totals } from '../core/progress.js'
import { phasesAfter } from '../core/phases.js'
import { latest, PARTS, targetsOf, touches } from '../core/routine.js'
import { visitText } from './answer.js'
import { copyOf, make, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/progress.js').Slot} Slot */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showProgress(main, basics) {
  const refresh = async () => draw(main, await basics.store.read(), basics)
  basics.onChange(refresh)
  await refresh()
}

/**
 * @param {HTMLElement} main
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
function draw(main, kept, basics) {
  const counts = countsOf(kept, basics)
  reveal(main, { empty: counts.length === 0, courses: counts.length > 0 })
  part(main, 'courses').replaceChildren(
    ...counts.map((count) => drawCount(main, count, kept, basics)),
  )
}

/**
 * A grid for each routine after its latest visit, face and body apart; none where the
 * clinic asked for no massage.
 * @param {Keepsakes} kept
 * @param {Pick<Basics, 'protocols'>} basics
 * @returns {Count[]}
 */
function countsOf({ routines, treatments, courses }, { protocols }) {
  return routines.flatMap((routine) =>
    PARTS.flatMap((where) => {
      const visits = treatments.filter((visit) => {
        return visit.product === routine.product && touches(visit, where, protocols)
      })
      if (visits.length === 0) return []
      const treatment = latest(visits)
      const phases = phasesAfter(routine, treatment, courses)
      const isAsked = targetsOf(where, routine, [treatment], protocols).length > 0
      return isAsked && phases.length > 0
        ? [{ product: routine.product, part: where, treatment, phases }]
        : []
    }),
  )
}

/**
 * @param {HTMLElement} main
 * @param {Count} count
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
function drawCount(main, count, { sessions }, basics) {
  const { t, tn } = basics.text
  const article = copyOf(main, 'course')
  const rows = gridOf(count, sessions, basics.protocols)
  const { done, planned } = totals(rows)
  const today = localDate(basics.clock.now(), basics.clock.timezone())
  const name = nameOf(count, basics)
  write(article, {
    title: name,
    summary: visitText(count.treatment, basics.clock.now(), basics),
    caption: t('%(name)s: days and sessions', { name }),
    word: [
      tn(
        '%(n)s massage of %(planned)s done.',
        '%(n)s massages of %(planned)s done.',
        done,
        {
          planned,
        },
      ),
      t('A missed one does not have to be made up for.'),
    ].join(' '),
  })
  const columns = Math.max(...count.phases.map(({ timesADay }) => timesADay))
  part(article, 'head').append(
    ...Array.from({ length: columns }, (_, index) =>
      make('th', { scope: 'col' }, String(index + 1)),
    ),
  )
  part(article, 'body').append(...rows.map((row) => drawRow(row, today, basics)))
  return article
}

/**
 * @param {Count} count
 * @param {Pick<Basics, 'protocols' | 'text'>} basics
 */
function nameOf({ product, part: where }, { protocols, text: { t } }) {
  const { name, parts } = protocols.treatments[product]
  if (parts.length === 1) return name
  return where === 'face'
    ? t('%(name)s, face', { name })
    : t('%(name)s, body', { name })
}

/**
 * @param {Row} row
 * @param {string} today
 * @param {Basics} basics
 */
function drawRow(row, today, { text: { t }, format }) {
  const isToday = row.date === today
  const date = format.calendarDate(dayNumber(row.date))
  const head = make(
    'th',
    { scope: 'row' },
    make('b', {}, t('Day %(day)s', { day: row.day })),
    make('span', { class: 'soft' }, isToday ? t('today') : date),
  )
  const cells = row.slots.map((slot) => drawSlot(row.day, slot, { t, format }))
  if (cells.length === 0) cells.push(make('td', { class: 'soft rest' }, t('rest')))
  return make(
    'tr',
    isToday ? { class: 'today', 'aria-current': 'date' } : {},
    head,
    ...cells,
  )
}

/**
 * @param {number} day
 * @param {Slot} slot
 * @param {{t: import('../core/types.js').Text['t'], format: Basics['format']}} words
 */
function drawSlot(day, { slot, session, done }, { t, format }) {
  const cell = make('td', {
    'data-day': String(day),
    'data-slot': String(slot),
    'data-done': String(done),
  })
  const dot = make('span', { class: 'dot', 'aria-hidden': 'true' })
  if (!session) cell.append(dot, make('span', { class: 'visually-hidden' }, t('open')))
  else {
    const time = format.time(instantOfIso(session.startedAt))
    const hint = isDone(session) ? t('done') : t('done in part')
    dot.style.setProperty(
      '--share',
      String(Math.min(1, session.seconds / session.planned)),
    )
    cell.append(
      dot,
      make('small', {}, time),
      make('span', { class: 'visually-hidden' }, hint),
    )
  }
  return cell
}
