// The recorded voice: fetched when the patient wants it, then kept on the phone.

/** @typedef {ReturnType<typeof createClips>} Clips */
/** @typedef {Record<string, [number, number]>} Index phrase → start and length in seconds */
/** @typedef {{url: string, bytes: number, integrity: string, phrases: Index}} Offer */

/** No name of the service worker's, which removes its own older caches. */
const CACHE = 'voice'

/**
 * @param {globalThis.Window} window
 * @param {string} language
 */
export function createClips(window, language) {
  const { caches } = window
  const list = `/${language}/voice.json`

  /** What this version of the app has to offer; the service worker keeps it at hand. */
  async function offer() {
    const response = await window.fetch(list)
    const offered = response.ok ? await response.json() : {}
    return 'url' in offered ? /** @type {Offer} */ (offered) : null
  }

  /** What is kept on this phone. */
  async function kept() {
    // A look at a cache must not make one.
    if (!(await caches.has(CACHE))) return null
    const cache = await caches.open(CACHE)
    const stored = await cache.match(list)
    if (!stored) return null
    /** @type {Offer} */
    const { url, phrases } = await stored.json()
    const sound = await cache.match(url)
    return sound ? { url, sound, phrases } : null
  }

  /**
   * The list last: until it is written, the earlier pair is the one that counts.
   * @param {Offer} offered
   */
  async function store(offered) {
    const { url, integrity } = offered
    const sound = await window.fetch(url, { integrity })
    if (!sound.ok) throw new Error(`${url} answered ${sound.status}`)
    const cache = await caches.open(CACHE)
    await cache.put(url, sound)
    await cache.put(list, new Response(JSON.stringify(offered)))
    const old = (await cache.keys()).filter((request) => isOlder(request, url))
    await Promise.all(old.map((request) => cache.delete(request)))
  }

  /**
   * @param {Request} request
   * @param {string} url
   */
  function isOlder(request, url) {
    const { pathname } = new URL(request.url)
    return pathname.startsWith(`/voice/${language}.`) && pathname !== url
  }

  return {
    /**
     * What is kept, never what is on the network.
     * @returns {Promise<{audio: ArrayBuffer, index: Index} | null>}
     */
    async get() {
      try {
        const pair = await kept()
        return pair && { audio: await pair.sound.arrayBuffer(), index: pair.phrases }
      } catch (error) {
        console.info('The recorded voice cannot be read here:', error)
        return null
      }
    },

    /**
     * Brings what is kept up to what is offered. Where that fails, an earlier voice stays.
     * @returns {Promise<boolean>} whether the voice that is offered is kept now
     */
    async fetch() {
      try {
        const offered = await offer()
        if (!offered) return false
        const pair = await kept()
        if (pair?.url === offered.url) return true
        await store(offered)
        return true
      } catch (error) {
        console.info('The recorded voice was not fetched:', error)
        return false
      }
    },

    /** Frees its room on the phone, in every language. */
    async forget() {
      await caches?.delete(CACHE).catch(() => {})
    },

    /**
     * How much there is to fetch; null for a language without a recorded voice.
     * @returns {Promise<{bytes: number} | null>}
     */
    async offered() {
      if (!caches) return null
      const offered = await offer().catch(() => null)
      return offered && { bytes: offered.bytes }
    },
  }
}
