// The record in plain lines: a section for each visit, and what was noted and cleared.
import { compare, instantOfIso, localDate } from '../core/civil.js'
import { countsOf, earlierFirst, gridOf, sessionsOf } from '../core/progress.js'
import { wordsOf } from './flag-card.js'
import { zoneNames } from './plans.js'
import { countName, lengthText, phaseName, tallyText } from './progress-words.js'
import { dateText, datedText } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/progress.js').Count} Count */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */
/** @typedef {{title: string, lines: string[]}} Section */

/**
 * @param {HTMLElement} main holds the words of the signs
 * @param {Keepsakes} kept
 * @param {Basics} basics
 * @returns {Section[]}
 */
export function sectionsOf(main, kept, basics) {
  const { t } = basics.text
  const counts = countsOf(kept, basics.protocols)
  const visits = [...kept.treatments].sort((a, b) => compare(b.date, a.date))
  const noted = {
    title: t('What I noted'),
    lines: kept.flags.map((flag) => flagLine(main, flag, basics)),
  }
  const cleared = {
    title: t('What the clinic cleared'),
    lines: kept.clearances.map((clearance) => clearanceLine(clearance, basics)),
  }
  return [
    ...visits.map((visit) => visitSection(visit, counts, kept, basics)),
    ...[noted, cleared].filter(({ lines }) => lines.length > 0),
  ]
}

/**
 * @param {Treatment} visit
 * @param {Count[]} counts
 * @param {Keepsakes} kept
 * @param {Basics} basics
 * @returns {Section}
 */
function visitSection(visit, counts, kept, basics) {
  const { text, protocols } = basics
  const own = counts.filter(({ treatment }) => treatment === visit)
  const product = protocols.treatments[visit.product]?.name ?? visit.product
  const date = datedText(visit.date, basics)
  const title = visit.time
    ? text.t('%(product)s: %(date)s, %(time)s', { product, date, time: visit.time })
    : text.t('%(product)s: %(date)s', { product, date })
  const lines = own.flatMap((count) => countLines(count, own.length > 1, kept, basics))
  return {
    title,
    lines: [zoneNames(visit.zones, basics), visit.note, ...lines].filter(Boolean),
  }
}

/**
 * What was asked for, how far it came, and every day with its massages.
 * @param {Count} count
 * @param {boolean} isNamed whether the visit has massages of both parts
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
function countLines(count, isNamed, { sessions }, basics) {
  const { clock, protocols } = basics
  const rows = gridOf(count, sessions, protocols)
  if (rows.length === 0) return []
  const today = localDate(clock.now(), clock.timezone())
  const asked = count.phases.flatMap((phase, index) => {
    const days = rows.filter((row) => row.phase === index)
    return days.length > 0 ? [phaseName(days, phase, basics)] : []
  })
  const own = sessionsOf(count, sessions, protocols).sort(earlierFirst)
  const dates = [...new Set(own.map(({ day }) => day))]
  return [
    isNamed ? countName(count, basics) : '',
    ...asked,
    tallyText(
      rows,
      rows.find(({ date }) => date === today),
      basics,
    ),
    ...dates.map((date) => dayLine(date, own, basics)),
  ]
}

/**
 * "Friday 20 March: 09:10, 12:05 (2:10 of 5:00, sore)"; a whole one has its time only.
 * @param {string} date
 * @param {SessionRecord[]} sessions
 * @param {Basics} basics
 */
function dayLine(date, sessions, basics) {
  const { format, text } = basics
  const held = sessions.filter(({ day }) => day === date)
  const massages = held.map((session) => {
    const time = format.time(instantOfIso(session.startedAt))
    const marks = [
      session.seconds < session.planned ? lengthText(session, basics) : '',
      session.felt === 'sore' ? text.t('sore') : '',
      session.late ? text.t('written down afterwards') : '',
    ]
    const said = marks.filter(Boolean).join(', ')
    return said ? `${time} (${said})` : time
  })
  const list = massages.join(', ')
  return text.t('%(date)s: %(list)s', { date: dateText(date, basics), list })
}

/**
 * @param {HTMLElement} main
 * @param {import('./flag-card.js').Flag} flag
 * @param {Basics} basics
 */
function flagLine(main, flag, basics) {
  const { text, clock } = basics
  const noted = dated(flag.at, basics)
  const where = zoneNames(flag.zones, basics)
  const said = [wordsOf(main, flag, basics), where, noted].filter(Boolean).join(' · ')
  if (!flag.clearedAt) return text.t('%(said)s · not cleared yet', { said })
  const by = flag.clearedBy
  const day = datedText(
    localDate(instantOfIso(flag.clearedAt), clock.timezone()),
    basics,
  )
  return text.t('%(said)s · cleared by %(by)s, %(day)s', { said, by, day })
}

/**
 * @param {import('../core/types.js').Clearance} clearance
 * @param {Basics} basics
 */
function clearanceLine({ zones, by, at, note }, basics) {
  return [zoneNames(zones, basics), by, dated(at, basics), note]
    .filter(Boolean)
    .join(' · ')
}

/**
 * @param {string} iso
 * @param {Basics} basics
 */
function dated(iso, basics) {
  return datedText(localDate(instantOfIso(iso), basics.clock.timezone()), basics)
}
