// Your massage plan: one card for each product that asks for a massage.
import { defaultRoutine } from '../core/routine.js'
import { part, placeIn, reveal } from './frame.js'
import { drawPlan } from './plan-form.js'
import { situationOf } from './situation.js'
import { declareZones } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../core/types.js').Routine} Routine */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showRoutine(main, basics) {
  /** @type {Map<string, {record: string, card: HTMLElement}>} */
  const drawn = new Map()
  let looks = 0

  async function refresh() {
    const look = ++looks
    const situation = await situationOf(basics)
    if (look !== looks) return
    const plans = plansIn(situation)
    const cards = plans.map((plan) => cardOf(plan, situation))
    reveal(main, { empty: plans.length === 0, first: plans.length > 0 })
    placeIn(part(main, 'plans'), cards)
    declareZones(main, situation.assessment)
  }

  /**
   * Draws only what has changed: somebody may be filling in the other card.
   * @param {Routine} plan
   * @param {Situation} situation
   */
  function cardOf(plan, situation) {
    const record = JSON.stringify([plan, visitsOf(plan, situation)])
    const known = drawn.get(plan.product)
    if (known?.record === record) return known.card
    const card = drawPlan(main, plan, situation, basics, save)
    drawn.set(plan.product, { record, card })
    return card
  }

  /**
   * What has been saved stands in its card already; whoever looked before it was saved
   * has seen an old record.
   * @param {Routine} plan
   */
  async function save(plan) {
    const visits = visitsOf(plan, await situationOf(basics))
    await basics.store.put('routines', plan)
    looks += 1
    const known = drawn.get(plan.product)
    if (known) known.record = JSON.stringify([plan, visits])
  }

  basics.onChange(refresh)
  await refresh()
}

/**
 * The routine of each product that asks for a massage and of which there is a visit.
 * @param {Situation} situation
 */
function plansIn({ kept, protocols }) {
  return Object.keys(protocols.treatments).flatMap((product) => {
    const usual = defaultRoutine(product, protocols)
    const isEntered = kept.treatments.some((visit) => visit.product === product)
    if (!usual || !isEntered) return []
    return kept.routines.find((routine) => routine.product === product) ?? usual
  })
}

/**
 * @param {Routine} plan
 * @param {Situation} situation
 */
function visitsOf({ product }, { kept }) {
  return kept.treatments.filter((visit) => visit.product === product)
}
