// One clearance where clearances are listed; it can be taken back, and that undone.
import { instantOfIso } from '../core/civil.js'
import { goTo } from './focus.js'
import { make } from './frame.js'
import { zoneNames } from './plans.js'
import { offerUndo } from './snack.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Clearance} Clearance */

/** With it begins the key of each clearance, for the focus, and the id of its name. */
export const CLEARANCE = 'clearance:'

/**
 * @param {HTMLElement} main
 * @param {Clearance} clearance
 * @param {Basics} basics
 * @param {() => Promise<void>} list
 */
export function createClearanceCard(
  main,
  clearance,
  { store, protocols, text: { t }, format, clock },
  list,
) {
  const { zones, by, at, note } = clearance
  const day = format.day(instantOfIso(at), clock.now())
  const remove = make('button', { type: 'button', class: 'link' }, t('Take back'))
  const key = `${CLEARANCE}${clearance.id}`
  remove.dataset.key = key
  remove.setAttribute('aria-describedby', key)
  remove.addEventListener('click', async () => {
    await store.remove('clearances', clearance.id)
    await list()
    if (!(await offerUndo(t('Taken back.'), t('Undo')))) return
    await store.put('clearances', clearance)
    await list()
    goTo(main, key)
  })
  return make(
    'li',
    { class: 'card' },
    make('h3', { id: key }, zoneNames(zones, { protocols })),
    make('p', { class: 'soft' }, [by, day, note].filter(Boolean).join(' · ')),
    remove,
  )
}
