// The number on the app's icon, where the phone shows one.

/** @typedef {ReturnType<typeof createBadge>} Badge */

/** @param {Pick<globalThis.Window, 'navigator'>} window */
export function createBadge({ navigator }) {
  return {
    /**
     * Shows how many are left; nothing for none.
     * @param {number} count
     */
    async show(count) {
      try {
        if (count > 0) await navigator.setAppBadge?.(count)
        else await navigator.clearAppBadge?.()
      } catch (error) {
        console.info('No number on the icon:', error)
      }
    },
  }
}
