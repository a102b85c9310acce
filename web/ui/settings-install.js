// The way to the home screen, and how the plan comes along to an app that keeps its own.
import { linkOf } from '../core/plan-link.js'
import { ownPlan } from '../core/plan-own.js'
import { part, reveal, write } from './frame.js'

/** @typedef {import('./settings.js').Devices} Devices */

/**
 * @param {HTMLElement} main
 * @param {Devices} basics
 */
export function setUpInstalling(main, basics) {
  const { install } = basics
  const show = () => {
    const way = install.way()
    reveal(main, {
      install: way !== 'none',
      'install-now': way === 'prompt',
      'steps-iphone': way === 'iphone',
      'steps-ipad': way === 'ipad',
      carry: way === 'iphone' || way === 'ipad',
    })
    if (location.hash === '#install' && way !== 'none') {
      part(main, 'install').scrollIntoView()
    }
  }
  part(main, 'install-now').addEventListener('click', async () => {
    await install.prompt()
    show()
  })
  part(main, 'carry-copy').addEventListener('click', () => void copyPlan(main, basics))
  install.onChange(show)
  show()
}

/**
 * @param {HTMLElement} main
 * @param {Devices} basics
 */
async function copyPlan(main, basics) {
  const { handOver, store, clock, language, protocols } = basics
  const { t } = basics.text
  const plan = ownPlan(await store.read(), { now: clock.now(), language, protocols })
  if (plan.treatments.length === 0) {
    write(main, { 'carry-done': t('There is nothing to take along yet.') })
    return
  }
  const address = `${location.origin}/${language}/plan/#${linkOf(plan)}`
  const isCopied = await handOver.copy(address)
  write(main, {
    'carry-done': isCopied
      ? t('Copied. Paste it in the app on the home screen.')
      : t('This browser does not let the app copy. Save a backup file instead.'),
  })
}
