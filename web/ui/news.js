// Said once each: that the app is stored, and that it has changed.
import { part, reveal } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * Whoever begins with a version has seen all of it.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function tellNews(main, { store }) {
  const { versionSeen } = (await store.read()).settings
  const { version } = part(main, 'news').dataset
  if (versionSeen === version) return
  reveal(main, { news: versionSeen !== undefined })
  await remember(store, 'versionSeen', version)
}

/**
 * Without a worker that moment never comes, and nothing is said.
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function tellReady(main, { store, updates }) {
  const { settings } = await store.read()
  if (settings.readySaid || !(await updates.whenStored())) return
  await remember(store, 'readySaid', true)
  reveal(main, { ready: true })
}

/**
 * A phone without room hears it again.
 * @param {Basics['store']} store
 * @param {string} name
 * @param {unknown} value
 */
async function remember(store, name, value) {
  try {
    await store.set(name, value)
  } catch (error) {
    console.info('No room to remember what was said:', error)
  }
}
