// "I did one at 13:00": a small form for a massage without the timer.
import {
  instantOf,
  instantOfIso,
  localDate,
  localTime,
  startOfDate,
} from '../core/civil.js'
import { assess } from '../core/gate.js'
import { lateSession, plannedMinutes } from '../core/late.js'
import { gridOf } from '../core/progress.js'
import { focusedKey, goTo } from './focus.js'
import { closable, field, make, onSubmit, part, write } from './frame.js'
import { countName } from './progress-words.js'
import { offerUndo } from './snack.js'
import { dateText } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/late.js').LateProblem} LateProblem */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
export function createLateEntry(main, basics, refresh) {
  const { store, text } = basics
  const dialog = /** @type {HTMLDialogElement} */ (part(main, 'late'))
  const form = /** @type {HTMLFormElement} */ (part(dialog, 'late-form'))
  /** @type {Count} */
  let count

  async function send() {
    const kept = await store.read()
    const answer = read(form, count, kept, basics)
    const problem = 'problem' in answer ? answer.problem : null
    showProblem(form, problem, text)
    if (!('record' in answer)) return
    await store.put('sessions', answer.record)
    dialog.close()
    const key = focusedKey()
    await refresh()
    const said = wasBlocked(answer.record, kept, basics)
      ? text.t(
          'Written down. At that time this was to be left alone; tell your clinic.',
        )
      : text.t('Written down.')
    void offerBack(said, answer.record.id, key)
  }

  /**
   * @param {string} said
   * @param {string} id of what was written down
   * @param {string | undefined} key of what had the focus
   */
  async function offerBack(said, id, key) {
    if (!(await offerUndo(said, text.t('Undo')))) return
    await store.remove('sessions', id)
    await refresh()
    goTo(main, key)
  }

  onSubmit(form, send)
  field(form, 'day').addEventListener('change', () => fillMinutes(form, count))
  closable(dialog, 'late-cancel')

  return {
    /**
     * @param {Count} itsCount
     * @param {string} [date] today, or the last day that asked for one, without it
     */
    open(itsCount, date) {
      count = itsCount
      fill(form, count, date, basics)
      showProblem(form, null, text)
      dialog.showModal()
      part(form, 'late-title').focus()
    },
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Count} count
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
function read(form, count, { routines, sessions }, { newId, clock, protocols }) {
  const routine = routines.find(({ product }) => product === count.product)
  if (!routine) throw new Error(`There is no routine of ${count.product}`)
  const late = {
    day: field(form, 'day').value,
    time: field(form, 'time').value,
    minutes: field(form, 'minutes').value,
  }
  const known = { sessions, protocols, timezone: clock.timezone() }
  return lateSession(newId(), late, { ...count, routine }, known, clock.now())
}

/**
 * @param {HTMLFormElement} form
 * @param {Count} count
 * @param {string | undefined} date
 * @param {Basics} basics
 */
function fill(form, count, date, basics) {
  const { clock, protocols } = basics
  const now = clock.now()
  const today = localDate(now, clock.timezone())
  const days = gridOf(count, [], protocols)
    .map((row) => row.date)
    .filter((day) => day <= today)
    .reverse()
  const select = field(form, 'day')
  select.replaceChildren(
    ...days.map((day) => make('option', { value: day }, dateText(day, basics))),
  )
  select.value = date ?? days[0]
  write(form, { 'late-of': countName(count, basics) })
  const minutes = plannedMinutes(count, select.value)
  const begun = now - minutes * 60_000
  field(form, 'time').value =
    select.value === today ? localTime(begun, clock.timezone()) : ''
  fillMinutes(form, count)
}

/**
 * @param {HTMLFormElement} form
 * @param {Count} count
 */
function fillMinutes(form, count) {
  field(form, 'minutes').value = String(plannedMinutes(count, field(form, 'day').value))
}

/**
 * Whether some of what was massaged was under a block then.
 * @param {SessionRecord} record
 * @param {Keepsakes} kept
 * @param {Pick<Basics, 'protocols'>} basics
 */
function wasBlocked({ startedAt, zones }, kept, { protocols }) {
  const at = instantOfIso(startedAt)
  const { zones: then } = assess({ ...knownBy(kept, at), protocols }, at)
  return zones.some((zone) => then[zone].verdict === 'blocked')
}

/**
 * The record as it stood: the visits that had been, the signs that were not cleared yet.
 * @param {Keepsakes} kept
 * @param {number} at
 * @returns {Keepsakes}
 */
function knownBy(kept, at) {
  const treatments = kept.treatments.filter(({ date, time, timezone }) => {
    return at >= (time ? instantOf(date, time, timezone) : startOfDate(date, timezone))
  })
  const flags = kept.flags
    .filter((flag) => instantOfIso(flag.at) <= at)
    .filter(({ clearedAt }) => !clearedAt || instantOfIso(clearedAt) > at)
    .map((flag) => ({ ...flag, clearedAt: null }))
  return { ...kept, treatments, flags }
}

/**
 * @param {HTMLFormElement} form
 * @param {LateProblem | null} problem
 * @param {import('../core/types.js').Text} text
 */
function showProblem(form, problem, { t }) {
  const words = {
    time: t('Enter the time at which you began.'),
    minutes: t('Enter whole minutes, from 1 to 60.'),
    future: t('This massage would not be over yet. Check the day and the time.'),
    early: t('This lies before your visit. Check the day and the time.'),
    twice: t('There is a massage at that time already. Check the time.'),
  }
  write(form, { 'late-problem': problem ? words[problem] : '' })
  const wrong = problem === 'minutes' ? 'minutes' : 'time'
  for (const name of ['time', 'minutes']) {
    field(form, name).setAttribute('aria-invalid', String(!!problem && name === wrong))
  }
  if (problem) field(form, wrong).focus()
}
