// "Keep it on your home screen": offered on Today, once; after a no, never again there.
import { keepFocus } from './focus.js'
import { part, reveal } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function offerInstall(main, { install, store, turn }) {
  const show = async () => {
    const { settings } = await store.read()
    const way = install.way()
    const isWelcome = !settings.installAnswered && way !== 'none'
    reveal(main, {
      install: isWelcome && !(await turn.isTaken()),
      'install-now': way === 'prompt',
      'install-how': way === 'iphone' || way === 'ipad',
    })
  }
  const answer = async () => {
    await store.set('installAnswered', true)
    await show()
    keepFocus(main)
  }
  part(main, 'install-no').addEventListener('click', answer)
  part(main, 'install-how').addEventListener('click', answer)
  part(main, 'install-now').addEventListener('click', async () => {
    await install.prompt()
    await answer()
  })
  install.onChange(show)
  await show()
}
