// One plan as a form: what the clinic asked for, where, and what that comes to.
import { restrictsFrom } from '../core/gate.js'
import { visitsFor, zonesToKeep } from '../core/plan-areas.js'
import { choiceOf, CUSTOM, KEPT, NUMBERS } from '../core/plan.js'
import { rewritten, timesOf, wrongNumbers } from '../core/plan.js'
import { phasesOf } from '../core/phases.js'
import { defaultRoutine, latest } from '../core/routine.js'
import { copyOf, part, reveal, write } from './frame.js'
import { createAreas } from './plan-areas.js'
import { clearProblems, showProblems } from './plan-problems.js'
import { sumLines } from './plan-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('../core/types.js').Preset} Preset */

/**
 * The card of one plan, filled in; nothing is kept before it is sent.
 * @param {HTMLElement} main holds the templates
 * @param {Routine} plan
 * @param {Situation} situation
 * @param {Basics} basics
 * @param {(plan: Routine) => Promise<void>} save
 */
export function drawPlan(main, plan, situation, basics, save) {
  const { text, protocols } = basics
  const rule = ruleOf(plan, basics)
  const form = /** @type {HTMLFormElement} */ (copyOf(main, `plan-${plan.product}`))
  const { presets } = rule
  const visits = visitsFor(plan, situation.kept.treatments, situation.now)
  const areas = createAreas(main, form, { plan, visits, rule, situation }, basics)
  const say = (/** @type {string} */ words) => {
    part(form, 'saved').textContent = words
  }
  let kept = plan

  /** Shows what the form says now. */
  function sync() {
    const found = readPlan(form, areas, { kept, presets, visits, protocols })
    clearProblems(form, areas)
    showTimes(form, found.plan, text)
    areas.sync(found.plan)
    say('')
    return found
  }

  /** @param {Routine} shown */
  function fill(shown) {
    choose(form, shown, presets)
    areas.fill(shown)
    sync()
  }

  async function send() {
    const { plan: next, wrong } = sync()
    const isAsked = next === null || next.days > 0
    if (showProblems(form, areas, { wrong, isAsked }, text) || !next) return
    kept = next
    await save(kept)
    reveal(form, { narrowed: false })
    say(text.t('Kept on this phone.'))
    part(form, 'saved').scrollIntoView({ block: 'nearest' })
  }

  form.addEventListener('change', sync)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  part(form, 'reset').addEventListener('click', () => {
    fill(defaultRoutine(plan.product, protocols) ?? plan)
    say(text.t('Set back. Save the plan to keep it so.'))
  })
  const visited = basics.format.longDate(restrictsFrom(latest(visits)))
  write(form, { visit: text.t('Visit: %(date)s', { date: visited }) })
  reveal(form, { narrowed: Boolean(plan.wider) })
  fill(plan)
  return form
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
