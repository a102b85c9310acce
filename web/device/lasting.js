// Whether the browser promises to keep what is stored; without that it may clear it.

/** @typedef {ReturnType<typeof createLasting>} Lasting */

/** @param {Pick<globalThis.Window, 'navigator'>} window */
export function createLasting({ navigator }) {
  /** @param {'persist' | 'persisted'} question */
  async function ask(question) {
    try {
      return Boolean(await navigator.storage?.[question]?.())
    } catch (error) {
      console.info('This browser does not say whether it keeps the record:', error)
      return false
    }
  }

  return {
    /** Whether it has promised. */
    isLasting: () => ask('persisted'),
    /** Asks for the promise; some browsers ask the patient. */
    ask: () => ask('persist'),
  }
}
