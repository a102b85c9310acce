// Once there is a massage worth keeping, the browser is asked to keep it.

/**
 * Asks once in the life of the record, after the first massage that was written down.
 * @param {Pick<import('../entry/basics.js').Basics, 'store'> & {
 *   lasting: import('../device/lasting.js').Lasting}} devices
 */
export async function askToLast({ store, lasting }) {
  try {
    const { settings } = await store.read()
    if (settings.askedToLast || !store.isLasting) return
    await store.set('askedToLast', true)
    await lasting.ask()
  } catch (error) {
    console.info('The browser could not be asked to keep the record:', error)
  }
}
