// Toxin and Sculptra in one visit: what each asks for, and the three honest ways out.
import { visitText } from './answer.js'
import { part, reveal, write } from './frame.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawWays(main, situation, basics) {
  const { conflict } = situation.assessment
  reveal(main, { ways: conflict !== null })
  drawNarrowed(main, situation, basics)
  if (!conflict) return
  write(main, {
    'ways-why': whyText(situation, conflict, basics),
    'ways-wait': waitText(situation, conflict, basics),
  })
  offerCall(part(main, 'call'), situation)
}

/**
 * @param {Situation} situation
 * @param {import('../core/types.js').Conflict} conflict
 * @param {Basics} basics
 */
function whyText({ kept, now, protocols }, conflict, basics) {
  const visits = kept.treatments.filter(({ id }) => conflict.treatments.includes(id))
  return basics.text.t('%(asks)s asks for massage. %(forbids)s stands against it.', {
    asks: protocols.treatments[conflict.product].short,
    forbids: visits.map((visit) => visitText(visit, now, basics)).join('; '),
  })
}

/**
 * @param {Situation} situation
 * @param {import('../core/types.js').Conflict} conflict
 * @param {Basics} basics
 */
function waitText({ now }, conflict, { text: { t }, format }) {
  if (conflict.until === null) return t('Your clinic says when.')
  return t(
    'From %(moment)s. About %(lost)s of %(planned)s sessions fall away; whether days are added is for your clinic to say.',
    {
      moment: format.moment(conflict.until, now),
      lost: conflict.sessionsLost,
      planned: conflict.sessionsPlanned,
    },
  )
}

/**
 * @param {HTMLElement} link
 * @param {Situation} situation
 */
function offerCall(link, { kept }) {
  const { clinicPhone } = kept.settings
  if (clinicPhone) link.setAttribute('href', `tel:${clinicPhone}`)
}

/**
 * While only cleared areas are massaged, say so and offer the way back.
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawNarrowed(main, { routines, protocols }, { text: { t } }) {
  const chosen = routines.flatMap(({ routine }) => routine.zones)
  const names = protocols.zones
    .filter(({ id }) => chosen.includes(id))
    .map(({ name }) => name)
  reveal(main, { narrowed: names.length > 0 })
  write(main, {
    'narrowed-text': names.length
      ? t('You massage only what your clinic cleared: %(zones)s.', {
          zones: names.join(', '),
        })
      : '',
  })
}
