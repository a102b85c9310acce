// A flag that stands: what was seen, whom to call, and the clinic's word that lifts it.
import { instantOfIso } from '../core/civil.js'
import { offerClearing } from './clearing.js'
import { copyOf, part, write } from './frame.js'
import { callable, callClinic } from './phones.js'
import { zoneNames } from './plans.js'
import { signText } from './signs.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Flag} Flag */

/**
 * @param {import('../core/types.js').Level} level
 * @param {import('../core/types.js').Text} text
 */
export function urgency(level, { t }) {
  return {
    red: t('Emergency: call now'),
    orange: t('Call your clinic now'),
    yellow: t('Call your clinic today or tomorrow'),
  }[level]
}

/**
 * What the patient said: the sign, or the question that was answered with yes.
 * @param {HTMLElement} main
 * @param {Flag} flag
 * @param {Basics} basics
 */
export function wordsOf(main, { sign, seen }, { protocols }) {
  const question = protocols.questions.find((asked) => asked.sign === sign)
  return question && !seen ? question.text : signText(main, sign)
}

/**
 * @param {HTMLElement} main
 * @param {Flag} flag
 * @param {Basics} basics
 * @param {(cleared: Flag) => unknown} clear
 */
export function createCard(main, flag, basics, clear) {
  const card = copyOf(main, 'flag')
  card.dataset.level = flag.level
  write(card, {
    level: urgency(flag.level, basics.text),
    said: wordsOf(main, flag, basics),
    hold: holdText(flag, basics.text),
    else: flag.level === 'orange' ? elseText(flag, basics.text) : '',
  })
  offerClearing(card, flag, basics, clear)
  return card
}

/**
 * What may change while the card stands: what day it is, whom to call, what to tell.
 * @param {HTMLElement} main
 * @param {HTMLElement} card
 * @param {Flag} flag
 * @param {{numbers: import('./phones.js').Numbers, visits: string}} known
 * @param {Basics} basics
 */
export function bringUpToDate(main, card, flag, { numbers, visits }, basics) {
  const { t } = basics.text
  const link = part(card, 'phone')
  const isRed = flag.level === 'red'
  link.classList.toggle('grave', isRed)
  if (isRed) callable(link, numbers.emergency, basics)
  else callClinic(link, numbers.clinic, basics)
  write(card, {
    where: circumstances(main, flag, basics),
    tell: visits && t('Tell them what you had done: %(visits)s.', { visits }),
  })
}

/**
 * "14:30 · Chin, Jawline".
 * @param {HTMLElement} main
 * @param {Flag} flag
 * @param {Basics} basics
 */
function circumstances(main, flag, basics) {
  const { text, format, clock } = basics
  const isAnswer = wordsOf(main, flag, basics) !== signText(main, flag.sign)
  const lines = [
    format.moment(instantOfIso(flag.at), clock.now()),
    isAnswer ? text.t('you answered yes') : '',
    zoneNames(flag.zones, basics),
  ]
  return lines.filter(Boolean).join(' · ')
}

/**
 * @param {Flag} flag
 * @param {import('../core/types.js').Text} text
 */
function holdText({ zones }, { t }) {
  if (zones.length === 0)
    return t('Massage stays off until your clinic has cleared it.')
  return t('Massage stays off there until your clinic has cleared it.')
}

/**
 * @param {Flag} flag
 * @param {import('../core/types.js').Text} text
 */
function elseText({ zones }, { t }) {
  if (zones.length === 0) return t('If nobody answers, go to urgent care.')
  return t(
    'If nobody answers, go to urgent care. Ask them before you massage anywhere else.',
  )
}
