// The usual rhythms, by their place in a link: what the presets of the protocol files
// were when they were given one. The table only grows at its end.
import { phasesOf } from './phases.js'

/** @typedef {import('./types.js').Routine} Routine */
/** @typedef {import('./types.js').Phase} Phase */
/** @typedef {Omit<Routine, 'product' | 'zones' | 'manner'>} Times */

/** Minutes each time, times a day, days. */
export const RHYTHMS = [
  { preset: '5-5-5', phases: [[5, 5, 5]] },
  { preset: 'none', phases: [] },
  { preset: '2-minutes', phases: [[2, 5, 5]] },
  { preset: '3-3-3', phases: [[3, 3, 3]] },
  {
    preset: '5-5-5-then-14-days',
    phases: [
      [5, 5, 5],
      [2, 2, 14],
    ],
  },
  {
    preset: '5-5-5-until-next-visit',
    phases: [
      [5, 5, 5],
      [5, 2, 37],
    ],
    untilNextVisit: true,
  },
  {
    preset: 'light',
    phases: [
      [5, 0, 2],
      [5, 1, 12],
    ],
  },
]

/**
 * The place of a routine's rhythm; -1 for one that has to be written out.
 * @param {Routine} routine
 */
export function placeOf(routine) {
  const own = JSON.stringify(phasesOf(routine).map(numbersOf))
  return RHYTHMS.findIndex(({ preset, phases, untilNextVisit = false }) => {
    const isSame = JSON.stringify(phases) === own
    return (
      isSame &&
      preset === routine.preset &&
      untilNextVisit === Boolean(routine.untilNextVisit)
    )
  })
}

/** @param {Phase} phase */
function numbersOf({ minutes, timesADay, days }) {
  return [minutes, timesADay, days]
}

/**
 * The times of the rhythm at a place; null where this version has none.
 * @param {number} place
 * @returns {Times | null}
 */
export function rhythmAt(place) {
  const rhythm = RHYTHMS[place]
  if (!rhythm) return null
  const { preset, phases, untilNextVisit = false } = rhythm
  const own = phases.map(([minutes, timesADay, days]) => ({ minutes, timesADay, days }))
  return timesOf(own, preset, untilNextVisit)
}

/**
 * Times as a record keeps them; without phases there is no massage at all.
 * @param {Phase[]} phases
 * @param {string | undefined} preset
 * @param {boolean} untilNextVisit
 * @returns {Times}
 */
export function timesOf(phases, preset, untilNextVisit) {
  const [first = { minutes: 0, timesADay: 0, days: 0 }, ...then] = phases
  return {
    ...(preset && { preset }),
    ...first,
    ...(then.length > 0 && { then }),
    ...(untilNextVisit && { untilNextVisit }),
  }
}
