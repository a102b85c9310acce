// One treatment where treatments are listed: changed, or removed with a way back.
import { visitText } from './answer.js'
import { goTo } from './focus.js'
import { make } from './frame.js'
import { zoneNames } from './plans.js'
import { offerUndo } from './snack.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Treatment} Treatment */

/**
 * One treatment as a card with its two actions.
 * @param {HTMLElement} main
 * @param {Treatment} treatment
 * @param {Basics} basics
 * @param {{edit: (treatment: Treatment) => void, list: () => Promise<void>}} actions
 */
export function createTreatmentCard(main, treatment, basics, { edit, list }) {
  const { t } = basics.text
  const name = visitText(treatment, basics.clock.now(), basics)
  const change = make('button', { type: 'button', class: 'link' }, t('Change'))
  const remove = make('button', { type: 'button', class: 'link' }, t('Remove'))
  change.dataset.key = `change:${treatment.id}`
  remove.dataset.key = `remove:${treatment.id}`
  change.setAttribute('aria-label', t('Change: %(name)s', { name }))
  remove.setAttribute('aria-label', t('Remove: %(name)s', { name }))
  change.addEventListener('click', () => edit(treatment))
  remove.addEventListener('click', async () => {
    const isBack = await removeWithUndo(treatment, basics, list)
    if (isBack) goTo(main, remove.dataset.key)
  })
  return make(
    'li',
    { class: 'card treatment' },
    make('h2', {}, name),
    make('p', { class: 'soft' }, zoneNames(treatment.zones, basics)),
    make('div', { class: 'actions' }, change, remove),
  )
}

/**
 * @param {Treatment} treatment
 * @param {Basics} basics
 * @param {() => Promise<void>} list
 * @returns {Promise<boolean>} whether it was taken back
 */
async function removeWithUndo(treatment, { store, text: { t } }, list) {
  await store.remove('treatments', treatment.id)
  await list()
  const isBack = await offerUndo(t('Removed.'), t('Undo'))
  if (isBack) await store.put('treatments', treatment)
  if (isBack) await list()
  return isBack
}
