// All answers, dates and notes: a list to show at the clinic, on the phone or on paper.
import { compare, instantOfIso, localDate } from '../core/civil.js'
import { copyOf, part, reveal, write } from './frame.js'
import { zoneNames } from './plans.js'
import { offerUndo } from './snack.js'
import { productName } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Check} Check */

/**
 * @param {HTMLElement} main
 * @param {Check[]} checks
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
export function drawAnswers(main, checks, basics, refresh) {
  const latestFirst = [...checks].sort((a, b) => compare(b.at, a.at))
  reveal(main, { answers: checks.length > 0 })
  part(main, 'list').replaceChildren(
    ...latestFirst.map((check) => drawAnswer(main, check, basics, refresh)),
  )
}

/**
 * @param {HTMLElement} main
 * @param {Check} check
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
function drawAnswer(main, check, basics, refresh) {
  const { text } = basics
  const element = copyOf(main, 'answer')
  const date = dateText(check, basics)
  write(element, {
    date: `${productName(check, basics)} · ${date}`,
    answer: check.lump ? text.t('A new lump or bump') : text.t('Nothing new'),
    zones: zoneNames(check.zones, basics),
    note: check.note,
  })
  const remove = part(element, 'remove')
  remove.setAttribute('aria-label', text.t('Remove: %(name)s', { name: date }))
  remove.addEventListener('click', () => removeWithUndo(main, check, basics, refresh))
  return element
}

/**
 * With the year: the list may reach over more than one.
 * @param {Check} check
 * @param {Basics} basics
 */
function dateText({ at }, { text: { t }, format, clock }) {
  const instant = instantOfIso(at)
  const [year] = localDate(instant, clock.timezone()).split('-')
  return t('%(date)s %(year)s', { date: format.date(instant), year })
}

/**
 * @param {HTMLElement} main
 * @param {Check} check
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
async function removeWithUndo(main, check, { store, text: { t } }, refresh) {
  await store.remove('checks', check.id)
  await refresh()
  main.focus()
  if (!(await offerUndo(t('Removed.'), t('Undo')))) return
  await store.put('checks', check)
  await refresh()
}
