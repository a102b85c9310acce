// Aftercare by time: what is left alone now, and then when what becomes possible.
import { MASSAGE } from '../core/aftercare.js'
import { comingChanges } from '../core/care-changes.js'
import { localDate, localTime } from '../core/civil.js'
import { drawMoment, isFlagged, joined, openingText } from './care-words.js'
import { copyOf, part, write } from './frame.js'

/** @typedef {import('./aftercare.js').Care} Care */
/** @typedef {import('./care-words.js').Moment} Moment */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/** From this time of day on, the rest of today is called tonight. */
const EVENING = '18:00'

/**
 * @param {HTMLElement} main
 * @param {Care} care
 * @param {Basics} basics
 */
export function drawTimes(main, care, basics) {
  const days = [{ day: basics.text.t('Now'), moments: heldNow(care) }]
  for (const { day, moments } of openings(care, basics)) {
    if (days.at(-1)?.day === day) days.at(-1)?.moments.push(...moments)
    else days.push({ day, moments })
  }
  part(main, 'times-list').replaceChildren(
    ...days
      .filter(({ moments }) => moments.length > 0)
      .map(({ day, moments }) => drawDay(main, day, moments)),
  )
}

/**
 * @param {HTMLElement} main
 * @param {string} day
 * @param {Moment[]} moments
 */
function drawDay(main, day, moments) {
  const element = copyOf(main, 'time')
  write(element, { day })
  part(element, 'moments').append(...moments.map((moment) => drawMoment(main, moment)))
  return element
}

/**
 * What is left alone now, each in its shortest words; by topic says the rest.
 * @param {Care} care
 * @returns {Moment[]}
 */
function heldNow({ items }) {
  return items
    .filter(({ kind, state }) => kind === 'avoid' && state === 'now')
    .map(({ text, verdict }) => ({
      mark: verdict === 'caution' ? 'care' : 'stop',
      what: text.split(/[.;] /)[0],
      when: '',
      range: '',
    }))
}

/**
 * @param {Care} care
 * @param {Basics} basics
 * @returns {{day: string, moments: Moment[]}[]}
 */
function openings(care, basics) {
  const { items, now } = care
  const { text, format, protocols } = basics
  const isHeld = isFlagged(care)
  return comingChanges(items, protocols.zones).map(({ at, items: ending }) => {
    const own = ending.filter(({ topic }) => !(isHeld && topic === MASSAGE))
    const moments = own.map((item) => ({
      mark: /** @type {const} */ ('later'),
      what: openingText(item, items, text.t),
      when: joined(format.time(at), item, care, basics),
      range: '',
    }))
    return { day: dayText(at, now, basics), moments }
  })
}

/**
 * "tonight", "today", "Saturday", "6 December".
 * @param {number} at
 * @param {number} now
 * @param {Basics} basics
 */
function dayText(at, now, { text: { t }, format, clock }) {
  const timezone = clock.timezone()
  const isToday = localDate(at, timezone) === localDate(now, timezone)
  const isTonight = isToday && localTime(at, timezone) >= EVENING
  return isTonight ? t('tonight') : format.day(at, now)
}
