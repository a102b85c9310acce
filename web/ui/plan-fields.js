// The fields of one plan, filled and read: on the patient's page and on the clinic's.
import { zonesToKeep } from '../core/plan-areas.js'
import {
  choiceOf,
  CUSTOM,
  KEPT,
  NUMBERS,
  rewritten,
  timesOf,
  wrongNumbers,
} from '../core/plan.js'
import { phasesOf } from '../core/phases.js'
import { part, reveal } from './frame.js'
import { createAreas } from './plan-areas.js'
import { clearProblems, showProblems } from './plan-problems.js'
import { sumLines } from './plan-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Preset} Preset */
/** @typedef {ReturnType<typeof createPlanFields>} PlanFields */

/**
 * @param {HTMLElement} main holds the template of an area
 * @param {HTMLFormElement} form
 * @param {{plan: Routine, visits: import('../core/types.js').Treatment[],
 *   situation: Pick<import('./situation.js').Situation, 'assessment'>}} known
 * @param {Basics} basics
 */
export function createPlanFields(main, form, { plan, visits, situation }, basics) {
  const { text, protocols } = basics
  const rule = ruleOf(plan, basics)
  const { presets } = rule
  const areas = createAreas(main, form, { plan, visits, rule, situation }, basics)
  let kept = plan

  /** Shows what the form says now. */
  function sync() {
    const found = readPlan(form, areas, { kept, presets, visits, protocols })
    clearProblems(form, areas)
    showTimes(form, found.plan, text)
    areas.sync(found.plan)
    return found
  }

  return {
    sync,

    /** @param {Routine} shown */
    fill(shown) {
      choose(form, shown, presets)
      areas.fill(shown)
      sync()
    },

    /** The plan as it is to be kept from now on; null where a field says what is wrong. */
    take() {
      const { plan: next, wrong } = sync()
      const isAsked = next === null || next.days > 0
      if (showProblems(form, areas, { wrong, isAsked }, text) || !next) return null
      kept = next
      return kept
    },
  }
}

/**
 * The plan that the form stands for, or which of its numbers cannot be kept.
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof createAreas>} areas
 * @param {{kept: Routine, presets: Preset[], visits: import('../core/types.js').Treatment[],
 *   protocols: import('../core/types.js').Protocols}} known
 */
function readPlan(form, areas, { kept, presets, visits, protocols }) {
  const choice = choiceIn(form)
  const numbers = numbersIn(form)
  const wrong = choice === CUSTOM ? wrongNumbers(numbers) : []
  if (wrong.length > 0) return { wrong, plan: null }
  const times = timesOf(choice, kept, presets, numbers)
  const zones = zonesToKeep(areas.chosen(), visits, protocols)
  const chosen = { zones, manner: areas.manner(kept) }
  return {
    wrong,
    plan: rewritten(kept, times, times.days > 0 ? chosen : areasIn(kept)),
  }
}

/**
 * The areas of a record; without a massage they stay as they were.
 * @param {Routine} routine
 */
function areasIn({ zones, wider, manner = {} }) {
  return { zones: wider ?? zones, manner }
}

/**
 * @param {Routine} plan
 * @param {Basics} basics
 */
function ruleOf({ product }, { protocols }) {
  const { routine } = protocols.treatments[product]
  if (!routine) throw new Error(`No massage is asked for after ${product}`)
  return routine
}

/**
 * What the times come to; nothing while they cannot be kept.
 * @param {HTMLFormElement} form
 * @param {Routine | null} plan
 * @param {import('../core/types.js').Text} text
 */
function showTimes(form, plan, text) {
  const phases = plan ? phasesOf(plan) : []
  reveal(form, {
    numbers: choiceIn(form) === CUSTOM,
    sum: plan !== null,
    where: plan === null || phases.length > 0,
    cut: plan?.untilNextVisit === true,
  })
  part(form, 'lines').replaceChildren(...sumLines(phases, text))
}

/** @param {HTMLFormElement} form */
function choiceIn(form) {
  return String(new FormData(form).get('preset') ?? KEPT)
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<import('../core/plan.js').NumberName, string>}
 */
function numbersIn(form) {
  const values = new FormData(form)
  const numbers = NUMBERS.map((name) => [name, String(values.get(name) ?? '')])
  return Object.fromEntries(numbers)
}

/**
 * @param {HTMLFormElement} form
 * @param {Routine} routine
 * @param {Preset[]} presets
 */
function choose(form, routine, presets) {
  const choice = choiceOf(routine, presets)
  const radios = /** @type {RadioNodeList} */ (form.elements.namedItem('preset'))
  if (choice === KEPT) reveal(form, { kept: true })
  radios.value = choice
  const [phase = presets[0].phases[0]] = phasesOf(routine)
  for (const name of NUMBERS) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
    field.value = String(phase[name])
  }
}
