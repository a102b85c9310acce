// The questions before the first massage of some routines, and the way on after a yes.
import { isoOf } from '../core/civil.js'
import { dialLink } from '../core/phone.js'
import { make, part, write } from './frame.js'
import { markWrong } from './wrong.js'

/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {{wanted: () => Promise<Plan | undefined>, answered: () => unknown}} outcomes
 */
export function askScreening(main, basics, { wanted, answered }) {
  const { text, clock, store } = basics
  const list = part(main, 'screening-list')
  const go = part(main, 'screened')

  const name = () => {
    go.textContent = goText(marked(list).length, text)
  }

  /**
   * @param {Plan} plan
   * @param {import('../core/types.js').Screened | undefined} screened
   */
  async function keep({ current: { routine } }, screened) {
    const { screened: _, ...rest } = routine
    await store.put('routines', screened ? { ...rest, screened } : rest)
    answered()
  }

  list.addEventListener('change', name)
  go.addEventListener('click', async () => {
    const plan = await wanted()
    const at = isoOf(clock.now())
    if (plan) await keep(plan, { at, yes: marked(list), by: '' })
  })
  part(main, 'ask-again').addEventListener('click', async () => {
    const plan = await wanted()
    if (plan) await keep(plan, undefined)
  })
  part(main, 'allow').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = /** @type {HTMLFormElement} */ (part(main, 'allow'))
    const by = String(new FormData(form).get('by')).trim()
    write(main, {
      'allow-problem': by
        ? ''
        : text.t('Write down who said so, for example the clinic’s name.'),
    })
    markWrong(form, 'by', !by)[0]?.focus()
    const plan = by ? await wanted() : undefined
    if (!plan) return
    const { screened } = plan.current.routine
    await keep(plan, { at: isoOf(clock.now()), yes: screened?.yes ?? [], by })
  })
}

/**
 * @param {HTMLElement} main
 * @param {Plan} plan
 * @param {Basics} basics
 */
export function drawScreening(main, { current }, { protocols, text }) {
  const { screening = [] } = protocols.treatments[current.product].routine ?? {}
  part(main, 'screened').textContent = goText(0, text)
  part(main, 'screening-list').replaceChildren(
    ...screening.map(({ id, text: question }) => {
      const box = make('input', { type: 'checkbox', value: id })
      return make('li', {}, make('label', {}, make('span', {}, question), box))
    }),
  )
}

/**
 * @param {number} count how many are answered yes
 * @param {import('../core/types.js').Text} text
 */
function goText(count, { t }) {
  return count > 0 ? t('Go on') : t('None of this. Go on')
}

/** @param {HTMLElement} list */
function marked(list) {
  const boxes = [...list.querySelectorAll('input')]
  return boxes.filter(({ checked }) => checked).map(({ value }) => value)
}

/**
 * @param {HTMLElement} main
 * @param {Plan} plan
 * @param {import('./situation.js').Situation} situation
 * @param {Basics} basics
 */
export function drawRefused(main, { current }, { kept }, { protocols }) {
  const { screening = [] } = protocols.treatments[current.product].routine ?? {}
  const yes = current.routine.screened?.yes ?? []
  part(main, 'refused-list').replaceChildren(
    ...screening
      .filter(({ id }) => yes.includes(id))
      .map(({ text }) => make('li', {}, text)),
  )
  const { clinicPhone } = kept.settings
  const call = part(main, 'refused-call')
  if (clinicPhone) call.setAttribute('href', dialLink(clinicPhone))
}
