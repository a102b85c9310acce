// The massage that the clinic asks for, for each product that has one.
import { followed, treatedTargets } from '../core/plan-follow.js'
import { defaultRoutine } from '../core/routine.js'
import { NOTHING_HOLDS } from './clinic-visit.js'
import { copyOf, part, placeIn, reveal } from './frame.js'
import { createPlanFields } from './plan-fields.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {{form: HTMLFormElement, plan: Routine, targets: string[],
 *   fields: import('./plan-fields.js').PlanFields}} Drawn */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export function createRoutines(main, basics) {
  const { protocols } = basics
  /** @type {Map<string, Drawn>} by product */
  let drawn = new Map()
  /** @type {Routine[]} those of a plan that was opened */
  let given = []

  /**
   * @param {string} product
   * @param {Treatment[]} visits
   * @returns {Drawn | null}
   */
  function drawFor(product, visits) {
    const targets = treatedTargets(visits, protocols)
    const usual = defaultRoutine(product, protocols)
    if (!usual || targets.length === 0) return null
    const known = drawn.get(product)
    if (known?.targets.join() === targets.join()) return known
    const start = given.find((routine) => routine.product === product) ?? usual
    const before = known && (known.fields.sync().plan ?? known.plan)
    const plan = before ? followed(before, known.targets, targets) : start
    return { ...draw(plan, visits), targets, plan }
  }

  /**
   * @param {Routine} plan
   * @param {Treatment[]} visits
   */
  function draw(plan, visits) {
    const name = `plan-${plan.product}`
    const form = /** @type {HTMLFormElement} */ (copyOf(main, name))
    const situation = { assessment: NOTHING_HOLDS }
    const fields = createPlanFields(main, form, { plan, visits, situation }, basics)
    for (const event of ['input', 'change'])
      form.addEventListener(event, () => void fields.sync())
    fields.fill(plan)
    return { form, fields }
  }

  return {
    /**
     * Draws a card for each product that asks for a massage somewhere; one that is there
     * already keeps what was set.
     * @param {Treatment[]} visits
     */
    follow(visits) {
      const products = [...new Set(visits.map(({ product }) => product))]
      const cards = products.flatMap((product) => {
        const own = visits.filter((visit) => visit.product === product)
        const card = drawFor(product, own)
        return card ? [/** @type {const} */ ([product, card])] : []
      })
      drawn = new Map(cards)
      placeIn(
        part(main, 'routines'),
        [...drawn.values()].map(({ form }) => form),
      )
      reveal(main, { massage: drawn.size > 0 })
    },

    /** @param {Routine[]} routines from which the cards begin */
    fill(routines) {
      given = routines
      drawn = new Map()
    },

    /** The plans; null where a field says what is wrong. */
    take() {
      const taken = [...drawn.values()].reverse().map(({ fields }) => fields.take())
      const right = taken.reverse().flatMap((plan) => plan ?? [])
      return right.length === taken.length ? right : null
    },
  }
}
