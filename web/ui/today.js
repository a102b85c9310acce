// Today: one answer, the next massage, and what the answer rests on.
import { decidingRules, answerOf, isFlagged } from './answer.js'
import { drawBand } from './band.js'
import { drawFive } from './five.js'
import { make, part, reveal, write } from './frame.js'
import { declare, situationOf } from './situation.js'
import { drawWays } from './ways.js'
import { paint } from './zone-map.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

const MINUTE_MS = 60_000

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showToday(main, basics) {
  let timeout = 0
  const refresh = async () => {
    const situation = await situationOf(basics)
    draw(main, situation, basics)
    window.clearTimeout(timeout)
    timeout = window.setTimeout(refresh, untilNextLook(situation))
  }
  basics.onChange(refresh)
  part(main, 'widen').addEventListener('click', () => widen(basics, refresh))
  offerUpdate(main, basics)
  await refresh()
}

/**
 * Spans are shown in minutes; the verdict changes on its second.
 * @param {Situation} situation
 */
function untilNextLook({ assessment: { opensAt }, now }) {
  return Math.max(0, Math.min(MINUTE_MS, (opensAt ?? Infinity) - now))
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function draw(main, situation, basics) {
  const { verdict } = situation.assessment
  declare(main, situation)
  part(document, 'aside').textContent = asideOf(situation, basics)
  const isNew = verdict === 'none'
  reveal(main, { welcome: isNew, verdict: !isNew, 'start-area': !isNew })
  if (isNew) {
    reveal(main, {
      five: false,
      ways: false,
      where: false,
      basis: false,
      narrowed: false,
    })
    return
  }
  drawAnswer(main, situation, basics)
  drawStart(main, situation, basics)
  drawFive(main, situation, basics)
  drawWays(main, situation, basics)
  drawWhere(main, situation)
  drawBasis(main, situation, basics)
}

/**
 * "Day 2 of 5" while a routine runs, else the date.
 * @param {Situation} situation
 * @param {Basics} basics
 */
function asideOf({ routines: [current], now }, { text, format }) {
  if (!current) return format.longDate(now)
  return text.t('Day %(day)s of %(days)s', {
    day: current.day,
    days: current.routine.days,
  })
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawAnswer(main, situation, basics) {
  const { pill, title, when, why } = answerOf(situation, basics)
  write(main, { pill, when, why, title: invitation(situation, basics) ?? title })
  drawBand(main, situation, basics)
}

/**
 * With a routine to do and nothing against it, the answer invites.
 * @param {Situation} situation
 * @param {Basics} basics
 */
function invitation({ routines: [current], assessment }, { text }) {
  if (!current || assessment.verdict !== 'clear') return null
  const { minutes } = current.routine
  return text.tn('Time for %(n)s minute', 'Time for %(n)s minutes', minutes)
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawStart(main, { assessment, routines }, { text: { t }, draft }) {
  const start = /** @type {HTMLAnchorElement} */ (part(main, 'start'))
  const isBlocked = assessment.verdict === 'blocked'
  const hasRoutine = routines.some(({ zones }) => zones.length > 0)
  const isPaused = draft.read() !== null
  start.textContent = isPaused ? t('Resume the massage') : t('Start massage')
  if (isBlocked) disable(start)
  else enable(start, assessment.verdict === 'clear' && !isPaused)
  reveal(main, { 'start-area': isBlocked || hasRoutine || isPaused })
  write(main, { 'start-note': noteOf(assessment, t) })
}

/**
 * @param {import('../core/types.js').Assessment} assessment
 * @param {import('../core/types.js').Text['t']} t
 */
function noteOf(assessment, t) {
  if (isFlagged(assessment))
    return t('Massage stays off until your clinic has cleared it.')
  if (assessment.verdict === 'blocked') return t('Start opens when the block is over.')
  return ''
}

/** @param {HTMLAnchorElement} link */
function disable(link) {
  link.removeAttribute('href')
  link.setAttribute('role', 'link')
  link.setAttribute('aria-disabled', 'true')
  link.setAttribute('aria-describedby', 'start-note')
}

/**
 * @param {HTMLAnchorElement} link
 * @param {boolean} isDirect whether the questions come first thing
 */
function enable(link, isDirect) {
  const { lang } = document.documentElement
  link.href = `/${lang}/massage/${isDirect ? '#check' : ''}`
  for (const name of ['role', 'aria-disabled', 'aria-describedby']) {
    link.removeAttribute(name)
  }
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 */
function drawWhere(main, { assessment, kept, routines, protocols }) {
  const isHeld = assessment.verdict === 'blocked' || assessment.verdict === 'caution'
  const active = new Set(
    Object.values(assessment.zones).flatMap(({ because }) =>
      because.map(({ treatment }) => treatment),
    ),
  )
  const visits = kept.treatments.filter(({ id }) => active.has(id))
  const injected = new Set(visits.flatMap(({ zones }) => zones))
  const near = [...injected].flatMap((zone) => protocols.neighbours[zone] ?? [])
  const beside = new Set(near.filter((zone) => !injected.has(zone)))
  const routine = new Set(routines.flatMap(({ zones }) => zones))
  paint(part(main, 'where'), assessment, { injected, beside, routine })
  reveal(main, {
    where: isHeld || routine.size > 0,
    'legend-injected': injected.size > 0,
    'legend-beside': beside.size > 0,
    'legend-routine': routine.size > 0,
  })
}

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawBasis(main, situation, { text, language }) {
  const rules = decidingRules(situation).map(({ window }) => window)
  const routines = situation.routines.map(({ routine: { product } }) => {
    return situation.protocols.treatments[product].routine
  })
  const lines = [
    ...rules.map(({ reason, source }) => ({ text: reason, source })),
    ...routines.flatMap((rule) => (rule ? [asked(rule, text)] : [])),
  ]
  reveal(main, { basis: lines.length > 0 })
  part(main, 'basis-list').replaceChildren(
    ...lines.map((line) => make('li', {}, `${line.text} `, ...links(line, language))),
  )
}

/**
 * @param {import('../core/types.js').RoutineRule} rule
 * @param {import('../core/types.js').Text} text
 */
function asked({ minutes, timesADay, days, source }, { t }) {
  const values = { minutes, times: timesADay, days }
  const words = t(
    'Massage: %(minutes)s minutes each time, %(times)s times a day, %(days)s days.',
    values,
  )
  return { text: words, source }
}

/**
 * @param {{source: string[]}} line
 * @param {string} language
 */
function links({ source }, language) {
  return source.flatMap((id) => [
    make('a', { class: 'source', href: `/${language}/about/#source-${id}` }, id),
    ' ',
  ])
}

/**
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
async function widen({ store }, refresh) {
  const { routines } = await store.read()
  for (const routine of routines) await store.put('routines', { ...routine, zones: [] })
  await refresh()
}

/**
 * A waiting version is offered here only, and never while a massage runs anywhere.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
function offerUpdate(main, { updates, turn }) {
  updates.onWaiting(async () => reveal(main, { update: !(await turn.isTaken()) }))
  part(main, 'update-now').addEventListener('click', () => updates.takeOver())
}
