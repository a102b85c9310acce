// Treatments that stand against each other: which forbids what, until when, and the
// honest ways out.
import { dialLink } from '../core/phone.js'
import { visitText } from './answer.js'
import { make, part, reveal, write } from './frame.js'
import { planName, zoneNames } from './plans.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Conflict} Conflict */
/** @typedef {import('../core/types.js').Forbidding} Forbidding */
/** @typedef {import('../core/types.js').Routine} Routine */

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
  const { t } = basics.text
  const asks = planName(conflict, basics)
  const open = openZones(situation, conflict)
  write(main, {
    'ways-why': t('%(asks)s asks for massage. These stand against it:', { asks }),
    'ways-wait': waitText(situation, conflict, basics),
    'leave-out-zones': zoneNames(open, basics),
  })
  reveal(main, { 'way-leave-out': open.length > 0 })
  part(main, 'forbids').replaceChildren(
    ...conflict.forbids.map((each) => forbidItem(each, situation, basics)),
  )
  offerCall(part(main, 'call'), situation)
}

/**
 * One treatment: what it was, where it forbids massage, until when, and its rule.
 * @param {Forbidding} forbidding
 * @param {Situation} situation
 * @param {Basics} basics
 */
function forbidItem({ treatment, zones, until }, { kept, now, protocols }, basics) {
  const { text, format } = basics
  const visit = kept.treatments.find(({ id }) => id === treatment)
  const face = protocols.zones.filter(({ part: where, stroke }) => {
    return where === 'face' && stroke
  })
  const isAll = face.every(({ id }) => zones.includes(id))
  const wholeFace = text.t('The whole face')
  return make(
    'li',
    {},
    make('b', {}, visit ? visitText(visit, now, basics) : ''),
    make(
      'span',
      {},
      text.t('%(zones)s: until %(moment)s', {
        zones: isAll ? wholeFace : zoneNames(zones, basics),
        moment: format.moment(until, now),
      }),
    ),
  )
}

/**
 * @param {Situation} situation
 * @param {Conflict} conflict
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
 * The areas of the routine that nothing blocks.
 * @param {Situation} situation
 * @param {{product: string, part: string}} routine
 */
function openZones({ assessment }, { product, part: where }) {
  const current = assessment.routines.find((each) => {
    return each.product === product && each.part === where
  })
  const zones = current?.zones ?? []
  return zones.filter((zone) => assessment.zones[zone].verdict !== 'blocked')
}

/**
 * @param {HTMLElement} link
 * @param {Situation} situation
 */
function offerCall(link, { kept }) {
  const { clinicPhone } = kept.settings
  if (clinicPhone) link.setAttribute('href', dialLink(clinicPhone))
}

/**
 * While a routine is narrowed, say so and offer the way back.
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
function drawNarrowed(main, { routines }, basics) {
  const narrowed = routines.filter(({ routine }) => routine.wider)
  const zones = narrowed.flatMap(({ routine }) => routine.zones)
  reveal(main, { narrowed: narrowed.length > 0 })
  write(main, {
    'narrowed-text': zones.length
      ? basics.text.t('For now you massage only: %(zones)s.', {
          zones: zoneNames(zones, basics),
        })
      : '',
  })
}

/**
 * The routine that is stood against, so that it asks only for what nothing blocks.
 * @param {Situation} situation
 * @returns {Routine[]} to be kept
 */
export function leftOut({ kept, assessment }) {
  const { conflict } = assessment
  const asking = kept.routines.filter(({ product }) => product === conflict?.product)
  return asking.flatMap((routine) => narrowed(routine, assessment) ?? [])
}

/**
 * A routine with only those of its zones that are not blocked, and the others
 * remembered; null where none would be left.
 * @param {Routine} routine
 * @param {import('../core/types.js').Assessment} assessment
 */
export function narrowed(routine, assessment) {
  const own = assessment.routines.filter(({ product }) => product === routine.product)
  const zones = own
    .flatMap((current) => current.zones)
    .filter((zone) => assessment.zones[zone].verdict !== 'blocked')
  if (zones.length === 0) return null
  return { ...routine, zones, wider: routine.wider ?? routine.zones }
}

/**
 * The routines as wide as they were.
 * @param {Situation} situation
 * @returns {Routine[]} to be kept
 */
export function widened({ kept }) {
  return kept.routines.flatMap(({ wider, ...routine }) => {
    return wider ? [{ ...routine, zones: wider }] : []
  })
}
