// What has to be asked before the first massage of some routines, and what a yes means.
import { instantOfIso, startOfDate } from './civil.js'

/** @typedef {import('./types.js').CurrentRoutine} CurrentRoutine */
/** @typedef {import('./types.js').Protocols} Protocols */

/**
 * Whether the questions of a routine still have to be asked, after each visit anew, and
 * what the answers mean: a yes refuses, or leaves out the zones that it is about. The
 * clinic's word lifts both.
 * @param {CurrentRoutine} current
 * @param {Protocols} protocols
 * @returns {{state: 'needed' | 'refused' | 'passed', leftOut: string[]}}
 */
export function screeningOf({ routine, treatment }, protocols) {
  const questions = protocols.treatments[routine.product]?.routine?.screening ?? []
  const { screened } = routine
  const visit = startOfDate(treatment.date, treatment.timezone)
  if (questions.length === 0) return { state: 'passed', leftOut: [] }
  if (!screened || instantOfIso(screened.at) < visit) {
    return { state: 'needed', leftOut: [] }
  }
  if (screened.by) return { state: 'passed', leftOut: [] }
  const yes = questions.filter(({ id }) => screened.yes.includes(id))
  return {
    state: yes.some(({ zones }) => zones.length === 0) ? 'refused' : 'passed',
    leftOut: yes.flatMap(({ zones }) => zones),
  }
}
