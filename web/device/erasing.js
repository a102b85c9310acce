// Everything that the app keeps beside the record, removed; and the windows that are open
// meanwhile, which must not write any of it again.

/** @typedef {ReturnType<typeof createErasing>} Erasing */

const CHANNEL = 'aftertouch-erasing'

/** @param {globalThis.Window} window */
export function createErasing(window) {
  const channel = new BroadcastChannel(CHANNEL)

  /** The app itself, as the service worker and we have stored it. */
  async function forgetApp() {
    const { caches, navigator } = window
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
    // The worker first: it must not answer from what is being removed.
    await Promise.all(registrations.map((registration) => registration.unregister()))
    const names = (await caches?.keys()) ?? []
    await Promise.all(names.map((name) => caches.delete(name)))
  }

  /** Small things: a massage under way, when the app was seen last. */
  function forgetNotes() {
    for (const name of /** @type {const} */ (['localStorage', 'sessionStorage'])) {
      try {
        window[name].clear()
      } catch (error) {
        console.info('There is no such storage here:', error)
      }
    }
  }

  return {
    /**
     * Calls back when another window begins to erase and when it is through.
     * @param {{begun: () => void, over: () => void}} callbacks
     */
    onElsewhere({ begun, over }) {
      channel.addEventListener('message', ({ data }) => {
        if (data === 'begun') begun()
        if (data === 'over') over()
      })
    },

    /**
     * Erases the record by `erase`, and then everything else. The other windows are told
     * before and, however it ends, afterwards.
     * @param {() => Promise<void>} erase
     */
    async everything(erase) {
      channel.postMessage('begun')
      try {
        await erase()
        await forgetApp()
        forgetNotes()
      } finally {
        channel.postMessage('over')
      }
    },
  }
}
