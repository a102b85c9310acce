// The service worker: registered, asked for news, and told when to take over.

/** Not more often than this, however often the page is looked at. */
const ASK_EVERY_MS = 30_000

/** @typedef {ReturnType<typeof createUpdates>} Updates */

/**
 * @param {globalThis.Window} window
 * @param {string} language
 */
export function createUpdates(window, language) {
  const worker = window.navigator.serviceWorker
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null
  let asked = 0

  let tellWaiting = () => {}

  async function register() {
    if (!worker) return
    try {
      registration = await worker.register(address(window, language), {
        updateViaCache: 'none',
      })
      watch(registration)
    } catch (error) {
      console.info('Without a service worker this page needs a network:', error)
    }
  }

  /**
   * A version waits only where an older one is active; the first install is no news.
   * @param {ServiceWorkerRegistration} registered
   */
  function watch(registered) {
    if (registered.waiting) tellWaiting()
    registered.addEventListener('updatefound', () => {
      const fresh = registered.installing
      fresh?.addEventListener('statechange', () => {
        const { active } = registered
        // One for another language takes over by itself.
        const isNews = active && active.scriptURL === fresh.scriptURL
        if (fresh.state === 'installed' && isNews) tellWaiting()
      })
    })
  }

  /** Asks for a new version, at most every 30 seconds. */
  async function ask() {
    const now = window.performance.now()
    if (!registration || (asked && now - asked < ASK_EVERY_MS)) return
    asked = now
    await registration.update().catch(() => {})
  }

  return {
    register,
    ask,
    isPossible: Boolean(worker),

    /**
     * Calls back when a whole new version waits for its turn.
     * @param {() => void} callback
     */
    onWaiting(callback) {
      tellWaiting = callback
    },

    /** Lets the waiting version take over, and opens the page anew with it. */
    takeOver() {
      // Another window was first.
      if (!registration?.waiting) return window.location.reload()
      worker.addEventListener('controllerchange', () => window.location.reload(), {
        once: true,
      })
      registration.waiting.postMessage({ type: 'take-over' })
    },

    /** Resolves once this page would open without a network. */
    async whenStored() {
      if (!worker) return false
      await worker.ready
      return true
    },
  }
}

/**
 * The one address that Trusted Types let through.
 * @param {globalThis.Window} window
 * @param {string} language
 * @returns {string}
 */
function address(window, language) {
  const url = `/sw.js?lang=${language}`
  const types = /** @type {any} */ (window).trustedTypes
  if (!types) return url
  const policy = types.createPolicy('worker', {
    createScriptURL: (/** @type {string} */ wanted) => {
      if (wanted !== url) throw new TypeError(`${wanted} is no worker of ours`)
      return wanted
    },
  })
  return policy.createScriptURL(url)
}
