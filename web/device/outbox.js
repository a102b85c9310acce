// Files made on this phone for another app on it: under a real address of ours, which the
// service worker answers without a network; where there is none, as a download.
import { download } from './download.js'

/** No name of the service worker's, which removes its own older caches. */
const CACHE = 'outbox'
const TYPE = 'text/calendar; charset=utf-8'

/** @typedef {ReturnType<typeof createOutbox>} Outbox */

/** @param {globalThis.Window} window */
export function createOutbox(window) {
  const { caches, navigator } = window
  /** @type {Set<string>} what lies ready, by its address */
  const ready = new Set()

  return {
    /**
     * Puts a calendar file under an address, in place of an earlier one. It stays until
     * it is replaced or taken back: it says no more than the record beside it.
     * @param {string} address
     * @param {string} name what the file is called
     * @param {string} text
     */
    async put(address, name, text) {
      const headers = {
        'Content-Type': TYPE,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store',
      }
      try {
        const cache = await caches.open(CACHE)
        await cache.put(address, new Response(text, { headers }))
        ready.add(address)
      } catch (error) {
        ready.delete(address)
        console.info('The calendar file cannot lie ready here:', error)
      }
    },

    /** Takes everything back. */
    async empty() {
      ready.clear()
      await caches?.delete(CACHE).catch(() => {})
    },

    /**
     * Whether a plain link to the address leads to the file.
     * @param {string} address
     */
    answers(address) {
      return ready.has(address) && Boolean(navigator.serviceWorker?.controller)
    },

    /**
     * Hands the file over without an address.
     * @type {(name: string, text: string) => void}
     */
    save: (name, text) => download(window, name, text, TYPE),
  }
}
