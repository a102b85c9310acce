// A word to the clinic where one product holds back the massage of another.
import { assess } from '../core/gate.js'
import { momentText } from './clinic-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */

/**
 * How many massages fall away, and until when; empty where none does.
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 */
export function clashText(plan, basics) {
  const { conflict } = assess(recordOf(plan, basics), basics.clock.now())
  if (!conflict || conflict.until === null || conflict.sessionsLost === 0) return ''
  return basics.text.t(
    'Until %(moment)s, %(lost)s of %(planned)s massages fall away, because another product closes the areas. Leave it so, clear areas, or change the waiting time.',
    {
      moment: momentText(conflict.until, basics),
      lost: conflict.sessionsLost,
      planned: conflict.sessionsPlanned,
    },
  )
}

/**
 * The record of a patient who took this plan and nothing else.
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 * @returns {import('../core/types.js').GateState}
 */
function recordOf({ treatments, routines, clearances, clinic, madeAt }, { protocols }) {
  const word = { by: clinic.name, at: madeAt, fromPlan: true }
  return {
    treatments: treatments.map((visit, at) => ({ id: String(at), note: '', ...visit })),
    clearances: clearances.map((each, at) => ({ id: String(at), ...each, ...word })),
    routines,
    flags: [],
    protocols,
  }
}
