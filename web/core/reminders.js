// What a calendar is to remind of: the moments to come and, if wished, visits and questions.
import { startOf, uidOf } from './calendar.js'
import { checkStates } from './checks.js'
import { daysBetween, instantOf, localTime } from './civil.js'
import { hasCome, sortedVisits } from './course.js'
import { momentsFrom } from './moments.js'

/** @typedef {import('./calendar.js').Entry} Entry */
/** @typedef {import('./moments.js').Moment} Moment */
/** @typedef {import('./moments.js').Due} Due */

/**
 * What the patient wants in the calendar. `plain`: titles say what it is for.
 * @typedef {{plain: boolean, visits: boolean, checks: boolean}} Choices
 *
 * `home`: the app's address in the patient's language; `aftercare`: null where no
 * question is wanted.
 * @typedef {import('./moments.js').State & {choices: Choices, home: string,
 *   aftercare: import('./types.js').Aftercare | null,
 *   text: import('./types.js').Text}} Wish
 */

/** Nobody works through the day of a visit to find the time of the alarm. */
const DAY_BEFORE = '-P1D'
/** A visit without a time is a whole day: ten in the morning of the one before. */
const MORNING_BEFORE = '-PT14H'
const AT_ITS_TIME = 'PT0S'
/** A question has no time of its own. */
const QUESTION_TIME = '18:00'
const QUESTION_MINUTES = 5
const VISIT_MINUTES = 60

/**
 * @param {import('./types.js').Settings} settings
 * @returns {Choices}
 */
export function choicesOf({ remindPlain, remindVisits, remindChecks }) {
  return {
    plain: remindPlain ?? false,
    visits: remindVisits ?? false,
    checks: remindChecks ?? false,
  }
}

/**
 * Everything to be reminded of after `now`, in order.
 * @param {Wish} wish
 * @param {number} now
 * @returns {Entry[]}
 */
export function entriesFrom(wish, now) {
  const moments = momentsFrom(wish, now).filter(({ at }) => at > now)
  const entries = [
    ...moments.map((moment) => momentEntry(moment, wish)),
    ...(wish.choices.visits ? visitEntries(wish, now) : []),
    ...(wish.choices.checks ? checkEntries(wish, now) : []),
  ]
  return entries.sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)))
}

/**
 * @param {Moment} moment
 * @param {Wish} wish
 * @returns {Entry}
 */
function momentEntry({ at, date, dues }, wish) {
  const [{ current, slot }] = dues
  const { routine, part, treatment } = current
  const day = daysBetween(treatment.date, date) + 1
  const words = [routine.product, part, treatment.date, day, slot].join(' ')
  const minutes = dues.reduce((sum, due) => sum + due.current.phase.minutes, 0)
  return {
    uid: uidOf(words),
    start: startOf(date, localTime(at, wish.timezone)),
    minutes,
    alarm: AT_ITS_TIME,
    isBusy: false,
    ...worded(wish, {
      title: wish.text.t('A moment for you'),
      plain: dues.map((due) => massageText(due, wish)).join(' · '),
      path: 'massage/',
    }),
  }
}

/**
 * @param {Due} due
 * @param {Wish} wish
 */
function massageText({ current, slot, planned }, { protocols, text }) {
  return text.t('Massage %(slot)s of %(planned)s: %(name)s', {
    slot,
    planned,
    name: protocols.treatments[current.routine.product]?.short ?? '',
  })
}

/**
 * The visits of all series that have not come yet.
 * @param {Wish} wish
 * @param {number} now
 * @returns {Entry[]}
 */
function visitEntries(wish, now) {
  const { kept, protocols, text, timezone } = wish
  return kept.courses.flatMap(({ id, product, visits }) =>
    sortedVisits(visits)
      .filter((visit) => !visit.done && !hasCome(visit, now, timezone))
      .map((visit) => ({
        uid: uidOf(`visit ${id} ${visit.id}`),
        start: startOf(visit.date, visit.time),
        minutes: VISIT_MINUTES,
        alarm: visit.time === null ? MORNING_BEFORE : DAY_BEFORE,
        isBusy: true,
        ...worded(wish, {
          title: text.t('An appointment'),
          plain: text.t('Visit: %(name)s', {
            name: protocols.treatments[product]?.short ?? product,
          }),
          path: 'courses/',
        }),
      })),
  )
}

/**
 * The weekly questions to come, as long as each of them is asked.
 * @param {Wish} wish
 * @param {number} now
 * @returns {Entry[]}
 */
function checkEntries(wish, now) {
  const { aftercare, kept, text } = wish
  if (!aftercare) return []
  return checkStates(kept, aftercare, now).flatMap(({ product, rule, treatment }) => {
    const { date, timezone } = treatment
    const dates = questionDates({ product, id: rule.id, timezone }, wish, now)
    return dates.map((day) => ({
      uid: uidOf(`question ${product} ${rule.id} ${date} ${day}`),
      start: startOf(day, QUESTION_TIME),
      minutes: QUESTION_MINUTES,
      alarm: AT_ITS_TIME,
      isBusy: false,
      ...worded(wish, {
        title: text.t('A question for you'),
        plain: rule.question,
        path: 'checks/',
      }),
    }))
  })
}

/**
 * @param {{product: string, id: string, timezone: string}} question
 * @param {Wish} wish
 * @param {number} now
 * @returns {string[]}
 */
function questionDates(question, wish, now) {
  const { aftercare, kept } = wish
  if (!aftercare) return []
  const state = checkStates(kept, aftercare, now).find(({ product, rule }) => {
    return product === question.product && rule.id === question.id
  })
  if (!state?.next) return []
  const then = instantOf(state.next, QUESTION_TIME, question.timezone)
  return [state.next, ...questionDates(question, wish, then)]
}

/**
 * Discreet words alone, or plain ones with the way back into the app.
 * @param {Wish} wish
 * @param {{title: string, plain: string, path: string}} words
 */
function worded({ choices, home, text }, { title, plain, path }) {
  if (!choices.plain) return { title, note: '', url: '' }
  return {
    title: plain,
    note: text.t('A timer and memory aid. Your clinic’s instructions come first.'),
    url: `${home}${path}`,
  }
}
