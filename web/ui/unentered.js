// The massage page while nothing is entered: it does without the modules of a massage.
import { isBlank } from '../core/keepsakes.js'
import { reveal, write } from './frame.js'
import { createViews } from './massage-views.js'
import { whyUnasked } from './unasked.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * Says why there is no massage until something is entered, here or in another window.
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<unknown>} showMassage the page as it is from then on
 */
export async function showUntilEntered(main, basics, showMassage) {
  const { store, draft, text } = basics
  const { show } = createViews(main)
  /** @type {Promise<unknown> | undefined} */
  let shown
  const look = async () => {
    if (shown) return
    const kept = await store.read()
    if (isBlank(kept) && !draft.read()) {
      write(main, { 'none-why': whyUnasked({ kept, routines: [] }, text) })
      show('none')
      reveal(main, { technique: true })
      return
    }
    shown ??= showMassage()
    await shown
  }
  /** What can no longer be looked up is not said. */
  const arrive = async () => {
    await look().catch((error) => {
      if (!shown) show('')
      throw error
    })
  }
  basics.onChange(() => void arrive())
  await arrive()
}
