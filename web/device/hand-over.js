// Ways in which words leave this device: the clipboard, the share sheet, the printer.

/** @typedef {ReturnType<typeof createHandOver>} HandOver */

/** @param {globalThis.Window} window */
export function createHandOver(window) {
  const { navigator } = window

  return {
    canShare: typeof navigator.share === 'function',
    print: () => window.print(),

    /**
     * Whether it lies on the clipboard now.
     * @param {string} text
     */
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text)
        return true
      } catch (error) {
        console.info('The clipboard is closed:', error)
        return false
      }
    },

    /**
     * Opens the share sheet; to close it again is no error.
     * @param {ShareData} data
     */
    async share(data) {
      try {
        await navigator.share(data)
      } catch (error) {
        console.info('Not shared:', error)
      }
    },
  }
}
