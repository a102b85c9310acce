// Progress: for each visit its days and massages, what was done earlier, and a sheet for
// the clinic.
import { localDate } from '../core/civil.js'
import { countsOf, gridOf, rowOn, totals } from '../core/progress.js'
import { visitText } from './answer.js'
import { drawBloom } from './bloom.js'
import { focusedKey, goTo } from './focus.js'
import { breathe, copyOf, part, reveal, write } from './frame.js'
import { createLateEntry } from './late-entry.js'
import { drawPhases, keyOf } from './progress-grid.js'
import { countName, tallyText } from './progress-words.js'
import { createSessionCard } from './session-card.js'
import { createSheet } from './sheet.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {Basics & {
 *   handOver: import('../device/hand-over.js').HandOver}} Devices */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */

/**
 * What a patient can do with a grid.
 * @typedef {{open: (session: SessionRecord) => void,
 *   add: (count: Count, date?: string) => void}} Ways
 */

/**
 * @param {HTMLElement} main
 * @param {Devices} basics
 */
export async function showProgress(main, basics) {
  const card = createSessionCard(main, basics, refresh)
  const late = createLateEntry(main, basics, refresh)
  const sheet = createSheet(main, basics)
  const ways = { open: card.open, add: late.open }

  async function refresh() {
    const kept = await basics.store.read()
    const counts = countsOf(kept, basics.protocols)
    const latest = counts
      .filter(({ before }) => !before)
      .map((count) => drawCount(main, count, kept, ways, basics))
    await breathe()
    const past = counts
      .filter(({ before }) => before)
      .map((count) => drawPast(main, count, kept, ways, basics))
    const key = focusedKey()
    place(main, kept, { latest, past })
    await breathe()
    sheet.draw(kept)
    if (key !== undefined) goTo(main, key)
  }

  basics.onChange(refresh)
  await refresh()
}

/**
 * Puts what is drawn in its place, all of it at once.
 * @param {HTMLElement} main
 * @param {Keepsakes} kept
 * @param {{latest: HTMLElement[], past: HTMLElement[]}} drawn
 */
function place(main, kept, { latest, past }) {
  part(main, 'courses').replaceChildren(...latest)
  // One page, one first heading.
  for (const other of latest.slice(1)) part(other, 'title').ariaLevel = '2'
  part(main, 'past-list').replaceChildren(...past)
  reveal(main, {
    empty: latest.length + past.length === 0,
    courses: latest.length > 0,
    past: past.length > 0,
    show: kept.treatments.length > 0,
  })
}

/**
 * The latest visit of a routine: a picture, a sentence, and its grid.
 * @param {HTMLElement} main
 * @param {Count} count
 * @param {Keepsakes} kept
 * @param {Ways} ways
 * @param {Basics} basics
 */
function drawCount(main, count, { sessions }, ways, basics) {
  const { clock, text, protocols } = basics
  const article = copyOf(main, 'course')
  const rows = gridOf(count, sessions, protocols)
  const today = localDate(clock.now(), clock.timezone())
  write(article, {
    title: countName(count, basics),
    summary: visitText(count.treatment, clock.now(), basics),
    tally: tallyText(rows, rowOn(rows, today), basics),
    word: text.t('A missed one does not have to be made up for.'),
  })
  part(article, 'bloom').append(drawBloom(rows, today))
  part(article, 'phases').append(...drawPhases(main, count, rows, today, ways, basics))
  part(article, 'add-late').dataset.key = keyOf(count)
  part(article, 'add-late').addEventListener('click', () => ways.add(count))
  return article
}

/**
 * @param {HTMLElement} main
 * @param {Count} count
 * @param {Keepsakes} kept
 * @param {Ways} ways
 * @param {Basics} basics
 */
function drawPast(main, count, { sessions }, ways, basics) {
  const { clock, text, protocols } = basics
  const details = copyOf(main, 'past-visit')
  const rows = gridOf(count, sessions, protocols)
  const { done, planned } = totals(rows)
  const today = localDate(clock.now(), clock.timezone())
  write(details, {
    'past-name': visitText(count.treatment, clock.now(), basics),
    'past-sum': text.t('%(done)s of %(planned)s', { done, planned }),
  })
  part(details, 'past-phases').append(
    ...drawPhases(main, count, rows, today, ways, basics),
  )
  return details
}
