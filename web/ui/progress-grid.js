// The grid of a visit: days down, massages across; each one opens, each gap can be filled.
import { dayNumber, instantOfIso } from '../core/civil.js'
import { totals } from '../core/progress.js'
import { copyOf, make, part, write } from './frame.js'
import { countName, lengthText, phaseName, stateText } from './progress-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/progress.js').Slot} Slot */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */
/** @typedef {import('./progress.js').Ways} Ways */

/**
 * A table for each phase of the routine; open is the one in which today lies, or all of
 * them where there is one only.
 * @param {HTMLElement} main holds the templates
 * @param {Count} count
 * @param {Row[]} rows
 * @param {string} today
 * @param {Ways} ways
 * @param {Basics} basics
 */
export function drawPhases(main, count, rows, today, ways, basics) {
  const phases = count.phases
    .map((phase, index) => ({ phase, rows: rows.filter((row) => row.phase === index) }))
    .filter((group) => group.rows.length > 0)
  const massaged = phases.filter(({ phase }) => phase.timesADay > 0)
  return phases.map(({ phase, rows: days }) => {
    const name = phaseName(days, phase, basics)
    if (phase.timesADay === 0) return make('p', { class: 'soft phase' }, name)
    const details = /** @type {HTMLDetailsElement} */ (copyOf(main, 'phase'))
    const { done, planned } = totals(days)
    write(details, {
      'phase-name': name,
      'phase-sum': basics.text.t('%(done)s of %(planned)s', { done, planned }),
      caption: basics.text.t('%(name)s: days and sessions', {
        name: countName(count, basics),
      }),
    })
    details.open = massaged.length === 1 || days.some(({ date }) => date === today)
    part(details, 'head').append(...columns(phase.timesADay))
    part(details, 'body').append(
      ...days.map((row) => drawRow(row, { count, today, ways }, basics)),
    )
    return details
  })
}

/**
 * Roles are named here because some browsers forget them where a style lays out a table.
 * @param {number} count
 */
function columns(count) {
  return Array.from({ length: count }, (_, index) =>
    make('th', { scope: 'col', role: 'columnheader' }, String(index + 1)),
  )
}

/** @typedef {{count: Count, today: string, ways: Ways}} Around */

/**
 * A place in the grid by a name that outlives its drawing, for the focus; without one,
 * the whole of it.
 * @param {Count} count
 * @param {...(string | number)} place
 */
export function keyOf({ treatment, part: where }, ...place) {
  return [treatment.id, where, ...place].join(' ')
}

/**
 * @param {Row} row
 * @param {Around} around
 * @param {Basics} basics
 */
function drawRow(row, around, basics) {
  const { text, format } = basics
  const isToday = row.date === around.today
  const date = format.calendarDate(dayNumber(row.date))
  const head = make(
    'th',
    { scope: 'row', role: 'rowheader' },
    make('b', {}, text.t('Day %(day)s', { day: row.day })),
    make('span', { class: 'soft' }, isToday ? text.t('today') : date),
  )
  const extra = row.extra.map((session) => extraButton(row, session, around, basics))
  if (extra.length > 0) head.append(make('span', { class: 'extra' }, ...extra))
  const cells = row.slots.map((slot) => drawSlot(row, slot, around, basics))
  return make(
    'tr',
    { role: 'row', ...(isToday ? { class: 'today', 'aria-current': 'date' } : {}) },
    head,
    ...cells,
  )
}

/**
 * @param {Row} row
 * @param {Slot} slot
 * @param {Around} around
 * @param {Basics} basics
 */
function drawSlot(row, { slot, session, done }, around, basics) {
  const cell = make('td', {
    role: 'cell',
    'data-day': String(row.day),
    'data-slot': String(slot),
    'data-done': String(done),
  })
  if (session) {
    const time = basics.format.time(instantOfIso(session.startedAt))
    const button = sessionButton(row, session, around, basics)
    button.prepend(dotOf(session))
    button.append(make('small', { 'aria-hidden': 'true' }, time))
    cell.append(button)
  } else if (row.date <= around.today) cell.append(gapButton(row, around, basics))
  else cell.append(dotOf(null), hidden(basics.text.t('open')))
  const mark = cell.querySelector('button')
  if (mark) mark.dataset.key = keyOf(around.count, row.day, slot)
  return cell
}

/** @param {SessionRecord | null} session */
function dotOf(session) {
  const dot = make('span', { class: 'dot', 'aria-hidden': 'true' })
  const share = session ? Math.min(1, session.seconds / session.planned) : 0
  dot.style.setProperty('--share', String(share))
  return dot
}

/** @param {string} words */
function hidden(words) {
  return make('span', { class: 'visually-hidden' }, words)
}

/**
 * @param {Row} row
 * @param {SessionRecord} session
 * @param {Around} around
 * @param {Basics} basics
 */
function sessionButton({ day }, session, { ways }, basics) {
  const time = basics.format.time(instantOfIso(session.startedAt))
  const name = basics.text.t('Day %(day)s, %(time)s: %(state)s, %(length)s', {
    ...{ day, time },
    state: stateText(session, basics),
    length: lengthText(session, basics),
  })
  const button = make('button', { type: 'button', class: 'mark', 'aria-label': name })
  button.addEventListener('click', () => ways.open(session))
  return button
}

/**
 * One more than was asked for.
 * @param {Row} row
 * @param {SessionRecord} session
 * @param {Around} around
 * @param {Basics} basics
 */
function extraButton(row, session, around, basics) {
  const button = sessionButton(row, session, around, basics)
  button.append(`+ ${basics.format.time(instantOfIso(session.startedAt))}`)
  return button
}

/**
 * A place that is open up to today: a massage done without the timer can be put there.
 * @param {Row} row
 * @param {Around} around
 * @param {Basics} basics
 */
function gapButton({ day, date }, { count, ways }, { text: { t } }) {
  const label = t('Day %(day)s, open: write down one you did', { day })
  const button = make('button', { type: 'button', class: 'mark', 'aria-label': label })
  button.append(dotOf(null))
  button.addEventListener('click', () => ways.add(count, date))
  return button
}
