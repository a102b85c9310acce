// The one answer, in words: what the verdict is called, why, and until when.

import { restrictsFrom } from '../core/gate.js'

/** @typedef {import('../core/types.js').Assessment} Assessment */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'protocols'>} basics
 * @returns {{pill: string, title: string, when: string, why: string}}
 */
export function answerOf(situation, basics) {
  const { assessment } = situation
  const { t } = basics.text
  if (isFlagged(assessment)) {
    return {
      pill: t('Not yet'),
      title: t('No massage until your clinic has cleared it'),
      when: '',
      why: t('You noted that something felt wrong. Help shows what, and whom to call.'),
    }
  }
  const words = {
    blocked: [t('Not yet'), t('Leave your face alone')],
    caution: [t('With care'), t('Only lightly, and only if your clinic agrees')],
    clear: [t('Open'), t('The massage window is open')],
    none: ['', ''],
  }
  const [pill, title] = words[assessment.verdict]
  return {
    pill,
    title,
    when: whenOf(situation, basics),
    why: reasonsOf(situation, basics).join(' '),
  }
}

/**
 * Whether an open flag, not a window, decides.
 * @param {Assessment} assessment
 */
export function isFlagged({ zones, verdict, opensAt }) {
  if (verdict !== 'blocked' || opensAt !== null) return false
  return Object.values(zones).some(({ because }) =>
    because.some(({ rule }) => rule === 'flag'),
  )
}

/**
 * "until Tuesday 14:30, in 1 day 4 hours"; empty if nothing eases.
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format'>} basics
 */
function whenOf({ assessment: { opensAt }, now }, { text, format }) {
  if (opensAt === null) return ''
  const moment = format.moment(opensAt, now)
  const span = format.span(opensAt - now)
  return text.t('until %(moment)s, in %(span)s', { moment, span })
}

/**
 * One sentence for each treatment that decides: what it was, when, and its rule.
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'protocols'>} basics
 */
function reasonsOf(situation, basics) {
  return decidingRules(situation).map(({ treatment, window }) =>
    basics.text.t('%(visit)s. %(reason)s', {
      visit: visitText(treatment, situation.now, basics),
      reason: window.reason,
    }),
  )
}

/**
 * The treatments and windows behind the overall verdict, each once.
 * @param {Situation} situation
 */
export function decidingRules({ kept, assessment, protocols }) {
  const reasons = Object.values(assessment.zones)
    .filter(({ verdict }) => verdict === assessment.verdict)
    .flatMap(({ because }) => because)
  return kept.treatments.flatMap((treatment) => {
    const windows = protocols.treatments[treatment.product]?.windows ?? []
    return windows
      .filter(({ id }) =>
        reasons.some(
          (reason) => reason.treatment === treatment.id && reason.rule === id,
        ),
      )
      .map((window) => ({ treatment, window }))
  })
}

/**
 * "Botox, Sunday 14:30".
 * @param {import('../core/types.js').Treatment} treatment
 * @param {number} now
 * @param {Pick<Basics, 'text' | 'format' | 'protocols'>} basics
 */
export function visitText(treatment, now, { text, format, protocols }) {
  const instant = restrictsFrom(treatment)
  return text.t('%(product)s, %(moment)s', {
    product: protocols.treatments[treatment.product]?.short ?? treatment.product,
    moment: treatment.time ? format.moment(instant, now) : format.day(instant, now),
  })
}
