// When the patient leaves the page and comes back, in every way browsers have for it.

/** @typedef {ReturnType<typeof createPageLife>} PageLife */

/** @param {globalThis.Window} window */
export function createPageLife(window) {
  const { document } = window
  return {
    isVisible: () => document.visibilityState === 'visible',

    /**
     * The last moment at which something can surely be written down.
     * @param {() => void} callback
     */
    onLeave(callback) {
      const whenHidden = () => {
        if (document.visibilityState === 'hidden') callback()
      }
      document.addEventListener('visibilitychange', whenHidden)
      document.addEventListener('freeze', callback)
      window.addEventListener('pagehide', callback)
    },

    /** @param {() => void} callback */
    onReturn(callback) {
      const whenVisible = () => {
        if (document.visibilityState === 'visible') callback()
      }
      document.addEventListener('visibilitychange', whenVisible)
      window.addEventListener('pageshow', (event) => {
        if (event.persisted) callback()
      })
    },
  }
}
