// Files: one that leaves the app, by download or share sheet, and one that comes in.
import { download } from './download.js'

/** @typedef {ReturnType<typeof createFiles>} Files */

/** @param {globalThis.Window} window */
export function createFiles(window) {
  const { navigator } = window

  /**
   * @param {string} name
   * @param {string} text
   * @param {string} type
   */
  function shared(name, text, type) {
    return { files: [new File([text], name, { type })], title: name }
  }

  return {
    /**
     * Hands a file to the browser, which puts it where downloads go.
     * @type {(name: string, text: string, type: string) => void}
     */
    save: (name, text, type) => download(window, name, text, type),

    /**
     * Whether the share sheet takes a file of this name and type.
     * @param {string} name
     * @param {string} type
     */
    canShare(name, type) {
      try {
        return Boolean(navigator.canShare?.(shared(name, ' ', type)))
      } catch {
        return false
      }
    },

    /**
     * Opens the share sheet with a file; to close it again is no error.
     * @param {string} name
     * @param {string} text
     * @param {string} type
     * @returns {Promise<boolean>} whether it was handed on
     */
    async share(name, text, type) {
      try {
        await navigator.share(shared(name, text, type))
        return true
      } catch (error) {
        if (/** @type {DOMException} */ (error).name === 'AbortError') return false
        throw error
      }
    },

    /**
     * The text of a file; null for one that is too large to be looked at.
     * @param {File} file
     * @param {number} most bytes
     * @returns {Promise<string | null>}
     */
    async read(file, most) {
      return file.size > most ? null : file.text()
    },
  }
}
