// Reminders, on Progress: the patient's day, its times, and files for the calendar.
import { dayNumber, isTime, localDate } from '../core/civil.js'
import { mayBeAsked } from '../core/checks.js'
import { momentsFrom } from '../core/moments.js'
import { filesOf, remindedWith } from '../core/reminder-files.js'
import { choicesOf, entriesFrom } from '../core/reminders.js'
import { wakingDay } from '../core/schedule.js'
import { make, part, reveal, write } from './frame.js'
import { markWrong } from './wrong.js'

/** @typedef {import('../core/reminders.js').Wish} Wish */
/** @typedef {import('../core/reminders.js').Entry} Entry */
/** @typedef {import('../entry/basics.js').Basics & {
 *   outbox: import('../device/outbox.js').Outbox}} Devices */
/** @typedef {{wish: Wish, now: number, entries: Entry[], files: {add: string, cancel: string}}} Drawn */

/** What the files are called: a list of downloads is seen by others too. */
const NAMES = { add: 'moments.ics', cancel: 'moments-out.ics' }

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showReminders(main, devices) {
  const { store, outbox } = devices
  /** @type {Drawn | null} */
  let drawn = null
  hearForm(main, devices, () => refresh())
  hearLink('add', 'add-reminders')
  hearLink('cancel', 'cancel-reminders')
  devices.onChange(() => void refresh())
  await refresh()

  async function refresh() {
    drawn = await draw(main, devices)
  }

  /**
   * A real link, which the service worker answers; a download where none is at work.
   * @param {'add' | 'cancel'} file
   * @param {string} name
   */
  function hearLink(file, name) {
    const link = /** @type {HTMLAnchorElement} */ (part(main, name))
    link.addEventListener('click', (event) => {
      if (!drawn) return event.preventDefault()
      if (!outbox.answers(link.pathname)) {
        event.preventDefault()
        outbox.save(NAMES[file], drawn.files[file])
      }
      if (file === 'add') void remember(drawn)
    })
  }

  /**
   * What is handed out is kept, so that it can be taken out again.
   * @param {Drawn} handed
   */
  async function remember({ wish, now, entries }) {
    const { settings } = await store.read()
    const had = settings.reminded ?? {}
    await store.set('reminded', remindedWith(entries, had, now, wish.timezone))
    await refresh()
  }
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {() => Promise<void>} refresh
 */
function hearForm(main, { store, text }, refresh) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'reminder-form'))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('change', () => checkHours(form, text))
  form.addEventListener('change', ({ target }) => {
    const { name, type, checked, value } = /** @type {HTMLInputElement} */ (target)
    const [key, choice] =
      name === 'discreet' ? ['remindPlain', !checked] : [name, checked]
    if (type === 'checkbox') void store.set(key, choice).finally(refresh)
    else if (isTime(value)) void store.set(name, value).finally(refresh)
  })
}

/**
 * What cannot be kept is said beside its field; until then the last hours count.
 * @param {HTMLFormElement} form
 * @param {import('../core/types.js').Text} text
 */
function checkHours(form, { t }) {
  const wrong = /** @type {const} */ (['dayStarts', 'dayEnds']).flatMap((name) => {
    const { value } = /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
    return markWrong(form, name, !isTime(value))
  })
  write(form, { 'hours-problem': wrong.length > 0 ? t('Enter a time.') : '' })
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @returns {Promise<Drawn>}
 */
async function draw(main, devices) {
  const wish = await wishOf(devices)
  const now = devices.clock.now()
  const entries = entriesFrom(wish, now)
  const { given, ...files } = filesOf(entries, wish, now)
  const { treatments, courses } = wish.kept
  reveal(main, { reminders: treatments.length > 0 || courses.length > 0 })
  fillForm(main, wish, devices.text)
  drawTimes(main, wish, now, devices)
  write(main, { 'reminders-count': countText(entries, devices) })
  reveal(main, {
    'hand-out': entries.length > 0,
    'reminders-words': entries.length > 0,
    'discreet-words': !wish.choices.plain,
    'plain-words': wish.choices.plain,
    'take-out': given > 0,
  })
  await layReady(main, entries.length + given > 0 ? files : null, devices)
  return { wish, now, entries, files }
}

/**
 * @param {Devices} devices
 * @returns {Promise<Wish>}
 */
async function wishOf({ store, clock, protocols, aftercare, text, language }) {
  const kept = await store.read()
  const choices = choicesOf(kept.settings)
  return {
    ...{ kept, protocols, text, choices },
    timezone: clock.timezone(),
    home: `${location.origin}/${language}/`,
    aftercare: choices.checks ? await aftercare() : null,
  }
}

/**
 * @param {HTMLElement} main
 * @param {Wish} wish
 * @param {import('../core/types.js').Text} text
 */
function fillForm(main, { kept, choices }, text) {
  const day = wakingDay(kept.settings)
  const form = /** @type {HTMLFormElement} */ (part(main, 'reminder-form'))
  const input = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
  for (const name of /** @type {const} */ (['dayStarts', 'dayEnds'])) {
    if (document.activeElement !== input(name)) input(name).value = day[name]
  }
  checkHours(form, text)
  input('discreet').checked = !choices.plain
  input('remindVisits').checked = choices.visits
  input('remindChecks').checked = choices.checks
  reveal(main, {
    'remind-visits': kept.courses.length > 0,
    'remind-checks': kept.treatments.length > 0,
  })
}

/**
 * The times of the next day that has any.
 * @param {HTMLElement} main
 * @param {Wish} wish
 * @param {number} now
 * @param {Devices} devices
 */
function drawTimes(main, wish, now, { text: { t }, format }) {
  const moments = momentsFrom(wish, now)
  const [first] = moments
  reveal(main, { 'next-times': Boolean(first) })
  write(main, { 'no-times': first ? '' : t('No massage is due in the days to come.') })
  if (!first) return
  write(main, { 'next-day': t('Next, %(day)s', { day: format.day(first.at, now) }) })
  const times = moments.filter(({ date }) => date === first.date)
  part(main, 'next-list').replaceChildren(
    ...times.map(({ at }) =>
      at > now
        ? make('li', {}, format.time(at))
        : make('li', { class: 'now' }, t('now')),
    ),
  )
}

/**
 * "23 moments, 20 Mar – 24 Mar".
 * @param {Entry[]} entries
 * @param {Pick<Devices, 'text' | 'format'>} devices
 */
function countText(entries, { text: { tn }, format }) {
  if (entries.length === 0) return ''
  const date = (/** @type {Entry} */ { start }) =>
    format.calendarDate(
      dayNumber(`${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6, 8)}`),
    )
  const [first, last] = [date(entries[0]), date(entries[entries.length - 1])]
  const dates = first === last ? first : `${first} – ${last}`
  return tn('%(n)s moment, %(dates)s', '%(n)s moments, %(dates)s', entries.length, {
    dates,
  })
}

/**
 * @param {HTMLElement} main
 * @param {{add: string, cancel: string} | null} files null: nothing is to lie there
 * @param {Devices} devices
 */
async function layReady(main, files, { outbox }) {
  if (!files) return outbox.empty()
  const addressOf = (/** @type {string} */ name) =>
    /** @type {HTMLAnchorElement} */ (part(main, name)).pathname
  await outbox.put(addressOf('add-reminders'), NAMES.add, files.add)
  await outbox.put(addressOf('cancel-reminders'), NAMES.cancel, files.cancel)
}
