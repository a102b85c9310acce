// An answer in words: what the verdict is called, why, and until when.
import { isMoment } from '../core/civil.js'
import { restrictsFrom } from '../core/gate.js'
import { instantOfVisit } from '../core/visit-status.js'
import { isByPlan } from '../core/windows.js'
import { decidingRules, isFlagged } from './lines.js'
import { isToldNot, whyUnasked } from './unasked.js'
import { productName } from './visit-words.js'

/** @typedef {import('./lines.js').Line} Line */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {Line} line
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'protocols' | 'clock'>} basics
 * @returns {{pill: string, title: string, when: string, why: string}}
 */
export function answerOf(line, situation, basics) {
  const { t } = basics.text
  if (isFlagged(line, situation)) {
    return {
      pill: t('Not yet'),
      title: t('No massage until your clinic has cleared it'),
      when: '',
      why: t('You noted that something felt wrong. Help shows what, and whom to call.'),
    }
  }
  if (line.verdict === 'clear' && isToldNot(situation)) {
    return {
      pill: t('Your clinic’s word'),
      title: t('Your clinic told you not to massage'),
      when: '',
      why: t('If they ask for massage after all, choose the plan they named.'),
    }
  }
  const [pill, title] = {
    blocked: [t('Not yet'), leaveAlone(line, situation, t)],
    caution: [t('With care'), t('Only lightly, and only if your clinic agrees')],
    clear: [t('Open'), t('The massage window is open')],
  }[line.verdict]
  return {
    pill,
    title,
    when: whenOf(line, situation, basics),
    why:
      line.verdict === 'clear' && !line.current
        ? whyUnasked(situation, basics.text)
        : reasonsOf(line, situation, basics).join(' '),
  }
}

/**
 * The whole face, or only some areas of it.
 * @param {Line} line
 * @param {Situation} situation
 * @param {import('../core/types.js').Text['t']} t
 */
function leaveAlone({ part }, { assessment, protocols }, t) {
  const face = protocols.zones.filter((zone) => zone.part === 'face')
  const isAll = face.every(({ id }) => assessment.zones[id].verdict === 'blocked')
  return part === 'face' && isAll
    ? t('Leave your face alone')
    : t('Leave these areas alone')
}

/**
 * "until Tuesday 14:30, in 1 day 4 hours"; empty if nothing eases.
 * @param {Line} line
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format'>} basics
 */
function whenOf({ opensAt }, { now }, { text, format }) {
  if (opensAt === null) return ''
  const moment = format.moment(opensAt, now)
  const span = format.span(opensAt - now)
  return text.t('until %(moment)s, in %(span)s', { moment, span })
}

/**
 * One sentence for each treatment that decides: what it was, when, and its rule.
 * @param {Line} line
 * @param {Situation} situation
 * @param {Pick<Basics, 'text' | 'format' | 'protocols' | 'clock'>} basics
 */
function reasonsOf(line, situation, basics) {
  return decidingRules(line, situation).map(({ treatment, window }) =>
    basics.text.t('%(visit)s. %(reason)s', {
      visit: visitText(treatment, situation.now, basics),
      reason: reasonText(window, basics.text),
    }),
  )
}

/**
 * A window's rule in words; where the clinic's plan sets its end, that is the rule.
 * @param {Pick<import('../core/types.js').Window, 'verdict' | 'reason' | 'source'>} window
 * @param {import('../core/types.js').Text} text
 */
export function reasonText({ verdict, reason, source }, { t }) {
  if (!isByPlan({ source })) return reason
  return verdict === 'blocked'
    ? t('No massage for as long as your clinic’s plan says.')
    : t('Light massage only, if your clinic agrees, for as long as its plan says.')
}

/**
 * "Botox, Sunday 14:30".
 * @param {import('../core/types.js').Treatment} treatment
 * @param {number} now
 * @param {Pick<Basics, 'text' | 'format' | 'protocols' | 'clock'>} basics
 */
export function visitText(treatment, now, { text, format, protocols, clock }) {
  return text.t('%(product)s, %(moment)s', {
    product: productName(treatment, { protocols }),
    moment: momentOf(treatment, now, { format, clock }),
  })
}

/**
 * When a visit was; without a time it is a date, the same wherever it is read. What is no
 * date stands as it was written.
 * @param {import('../core/types.js').Treatment} treatment
 * @param {number} now
 * @param {Pick<Basics, 'format' | 'clock'>} basics
 */
function momentOf(treatment, now, { format, clock }) {
  const { date, time } = treatment
  if (!isMoment(date, time)) return date
  return time
    ? format.moment(restrictsFrom(treatment), now)
    : format.day(instantOfVisit({ date, time }, clock.timezone()), now)
}
