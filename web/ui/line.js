// One answer on Today: the verdict, the way in, and what is left of the day.
import { answerOf } from './answer.js'
import { drawBand } from './band.js'
import { nextText, slotItems, todayOf } from './five.js'
import { copyOf, part, placeIn, reveal, write } from './frame.js'
import { isEnded } from './keeping.js'
import { isFlagged } from './lines.js'
import { planName } from './plans.js'
import { isToldNot } from './unasked.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * Draws the lines in their order; one that was there already is only written anew, so
 * that nothing loses its place or focus.
 * @param {HTMLElement} main
 * @param {Line[]} lines
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawLines(main, lines, situation, basics) {
  const list = part(main, 'lines')
  const old = [...list.children].map((child) => /** @type {HTMLElement} */ (child))
  const isOne = lines.length === 1
  const articles = lines.map((line) => {
    const known = old.find(({ dataset }) => dataset.line === line.key)
    const article = known ?? newArticle(main, line)
    draw(article, line, { situation, basics, isOne })
    return article
  })
  // One page, one first heading.
  for (const [index, article] of articles.entries()) {
    part(article, 'title').ariaLevel = index === 0 ? null : '2'
  }
  placeIn(list, articles)
}

/**
 * @param {HTMLElement} main
 * @param {Line} line
 */
function newArticle(main, { key }) {
  const article = copyOf(main, 'line')
  article.dataset.line = key
  part(article, 'title').id = `title-${key}`
  part(article, 'start-note').id = `start-note-${key}`
  article.setAttribute('aria-labelledby', `title-${key}`)
  return article
}

/** @typedef {{situation: Situation, basics: Basics, isOne: boolean}} Setting */

/**
 * @param {HTMLElement} article
 * @param {Line} line
 * @param {Setting} setting
 */
function draw(article, line, setting) {
  const { situation, basics, isOne } = setting
  const { pill, title, when, why } = answerOf(line, situation, basics)
  // What the clinic forbids looks forbidden, though no window of ours does.
  const isForbidden = line.verdict === 'clear' && isToldNot(situation)
  article.dataset.verdict = isForbidden ? 'blocked' : line.verdict
  write(article, {
    of: isOne ? '' : lineName(line, basics),
    pill,
    when,
    why,
    title: invitation(line, basics) ?? title,
  })
  drawBand(article, line, situation, basics)
  drawStart(article, line, setting)
  drawToday(article, line, setting)
}

/**
 * @param {Line} line
 * @param {Basics} basics
 */
function lineName({ current, part: where }, basics) {
  if (current) return planName(current, basics)
  return where === 'face' ? basics.text.t('Face') : basics.text.t('Body')
}

/**
 * With a routine to do and nothing against it, the answer invites.
 * @param {Line} line
 * @param {Basics} basics
 */
function invitation({ current, verdict }, { text }) {
  if (!current || verdict !== 'clear') return null
  const { minutes } = current.phase
  return text.tn('Time for %(n)s minute', 'Time for %(n)s minutes', minutes)
}

/**
 * @param {HTMLElement} article
 * @param {Line} line
 * @param {Setting} setting
 */
function drawStart(article, line, { situation, basics, isOne }) {
  const { draft, text, language } = basics
  const start = /** @type {HTMLAnchorElement} */ (part(article, 'start'))
  const { verdict, current, key } = line
  const isPaused = isOwnDraft(draft.read(), line, isOne, situation.now)
  start.textContent = startText(line, { isPaused, isOne }, basics)
  if (verdict === 'blocked') disable(start, `start-note-${key}`)
  else {
    const isDirect = verdict === 'clear' && !isPaused
    const words = [isDirect ? 'check' : '', isOne || isPaused ? '' : key]
    enable(start, `/${language}/massage/`, words.filter(Boolean).join('.'))
  }
  const isOffered = verdict === 'blocked' || isPaused || current !== null
  reveal(article, { 'start-area': isOffered && (isOne || current !== null) })
  write(article, { 'start-note': noteOf(line, situation, text.t) })
}

/**
 * @param {Line} line
 * @param {{isPaused: boolean, isOne: boolean}} how
 * @param {Basics} basics
 */
function startText({ current }, { isPaused, isOne }, basics) {
  const { t } = basics.text
  if (isPaused) return t('Resume the massage')
  if (isOne || !current) return t('Start massage')
  return t('Start: %(name)s', { name: planName(current, basics) })
}

/**
 * @param {ReturnType<Basics['draft']['read']>} left
 * @param {Line} line
 * @param {boolean} isOne
 * @param {number} now
 */
function isOwnDraft(left, { current }, isOne, now) {
  if (!left || isEnded(left, now)) return false
  const { product, part: where } = left.session
  return isOne || (current?.product === product && current.part === where)
}

/**
 * @param {Line} line
 * @param {Situation} situation
 * @param {import('../core/types.js').Text['t']} t
 */
function noteOf(line, situation, t) {
  if (isFlagged(line, situation)) {
    return t('Massage stays off until your clinic has cleared it.')
  }
  if (line.verdict === 'blocked') return t('Start opens when the block is over.')
  return ''
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} note the id of what says why
 */
function disable(link, note) {
  link.removeAttribute('href')
  link.setAttribute('role', 'link')
  link.setAttribute('aria-disabled', 'true')
  link.setAttribute('aria-describedby', note)
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} address
 * @param {string} hash `check`: the questions come first thing; then the routine's key
 */
function enable(link, address, hash) {
  link.href = hash ? `${address}#${hash}` : address
  for (const name of ['role', 'aria-disabled', 'aria-describedby']) {
    link.removeAttribute(name)
  }
}

/**
 * @param {HTMLElement} article
 * @param {Line} line
 * @param {Setting} setting
 */
function drawToday(article, { current }, { situation, basics }) {
  const today = current && todayOf(current, situation, basics)
  reveal(article, { five: Boolean(today) })
  if (!current || !today) return
  const { row, done } = today
  write(article, {
    'five-title': basics.text.t('Today: %(done)s of %(planned)s', {
      done,
      planned: row.slots.length,
    }),
    next: nextText(current, situation, basics),
  })
  part(article, 'slots').replaceChildren(...slotItems(row, basics))
}
