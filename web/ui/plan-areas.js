// The areas of a plan, on the drawing and in the list: which, in which order, how.
import { areasOf, partsOf } from '../core/plan-areas.js'
import { firstMassages } from '../core/plan.js'
import { phasesOf } from '../core/phases.js'
import { part, reveal } from './frame.js'
import { createGroup } from './plan-group.js'
import { declareZones, drawMaps } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Phase} Phase */
/** @typedef {import('./plan-area.js').Row} Row */

/**
 * @param {HTMLElement} main holds the template of an area
 * @param {HTMLFormElement} form
 * @param {{plan: Routine, visits: import('../core/types.js').Treatment[],
 *   rule: import('../core/types.js').RoutineRule,
 *   situation: Pick<import('./situation.js').Situation, 'assessment'>}} known
 * @param {Basics} basics
 */
export function createAreas(main, form, { plan, visits, rule, situation }, basics) {
  const { protocols, text } = basics
  const parts = partsOf(plan, visits, protocols)
  const { product } = plan
  const groups = parts.map((name) =>
    createGroup(main, form, name, { product, rule }, basics),
  )
  const rows = groups.flatMap((group) => group.rows)
  /** @type {Pick<Phase, 'minutes'>} */
  let phase = plan

  function redraw() {
    for (const group of groups) group.sync(phase)
  }

  for (const row of rows) {
    row.up.addEventListener('click', () => move(row, -1))
    row.down.addEventListener('click', () => move(row, 1))
  }
  reveal(form, { 'two-parts': parts.length > 1 })
  void drawMaps(form, basics, parts).then(() => {
    declareZones(form, situation.assessment)
    redraw()
  })

  /**
   * The neighbour makes room, so that the button keeps the focus.
   * @param {Row} row
   * @param {1 | -1} step
   */
  function move(row, step) {
    const group = groups.find((some) => some.rows.includes(row))
    if (!group?.move(row, step)) return
    form.dispatchEvent(new Event('change'))
    const place = group.chosen().indexOf(row.zone) + 1
    const values = { name: row.name, place }
    part(form, 'moved').textContent = text.t(
      '%(name)s is number %(place)s now.',
      values,
    )
  }

  return {
    chosen: () => groups.flatMap((group) => group.chosen()),
    wrongRows: () => rows.filter((row) => row.isChosen() && !row.isRight()),
    accept: () => rows.forEach((row) => row.accept()),

    /**
     * How the chosen areas are massaged, where it is not as usual.
     * @param {Routine} kept
     */
    manner(kept) {
      const chosen = rows.filter((row) => row.isChosen())
      const manners = chosen.map((row) => [
        row.zone,
        row.manner(kept.manner?.[row.zone] ?? {}),
      ])
      return Object.fromEntries(
        manners.filter(([, manner]) => Object.keys(manner).length > 0),
      )
    },

    /** @param {Routine} routine */
    fill(routine) {
      for (const group of groups) {
        group.fill(areasOf(group.part, routine, visits, protocols), routine)
      }
    },

    /**
     * Says what one massage takes; the last known minutes stand in for wrong ones.
     * @param {Routine | null} routine
     */
    sync(routine) {
      phase = (routine && firstMassages(phasesOf(routine))) ?? phase
      redraw()
    },
  }
}
