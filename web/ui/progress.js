// Progress: one grid for each routine, days down and sessions across.
import { dayNumber, instantOfIso, localDate } from '../core/civil.js'
import { gridOf, isDone, totals } from '../core/progress.js'
import { latest } from '../core/routine.js'
import { visitText } from './answer.js'
import { copyOf, make, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/progress.js').Slot} Slot */
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
  const courses = kept.routines.flatMap((routine) => {
    const visits = kept.treatments.filter(({ product }) => product === routine.product)
    return visits.length ? [{ routine, treatment: latest(visits) }] : []
  })
  reveal(main, { empty: courses.length === 0, courses: courses.length > 0 })
  part(main, 'courses').replaceChildren(
    ...courses.map((course) => drawCourse(main, course, kept, basics)),
  )
}

/**
 * @param {HTMLElement} main
 * @param {{routine: import('../core/types.js').Routine,
 *   treatment: import('../core/types.js').Treatment}} course
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
function drawCourse(main, course, { sessions }, basics) {
  const { t, tn } = basics.text
  const article = copyOf(main, 'course')
  const rows = gridOf(course, sessions)
  const { done, planned } = totals(rows)
  const today = localDate(basics.clock.now(), basics.clock.timezone())
  const name = basics.protocols.treatments[course.routine.product].name
  write(article, {
    title: name,
    summary: visitText(course.treatment, basics.clock.now(), basics),
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
  const { timesADay } = course.routine
  part(article, 'head').append(
    ...Array.from({ length: timesADay }, (_, index) =>
      make('th', { scope: 'col' }, String(index + 1)),
    ),
  )
  part(article, 'body').append(...rows.map((row) => drawRow(row, today, basics)))
  return article
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
