// The home screen: whether we are on it, and which way leads there.

/** @typedef {ReturnType<typeof createInstall>} Install */
/**
 * `prompt`: the browser asks for us; `iphone`, `ipad`: only the patient can, by the
 * browser's own menu; `none`: installed already, or nobody knows a way.
 * @typedef {'prompt' | 'iphone' | 'ipad' | 'none'} Way
 */
/** @typedef {Event & {prompt(): Promise<{outcome: 'accepted' | 'dismissed'}>}} Offer */

/**
 * Listens from the first moment: browsers make their offer once a page.
 * @param {globalThis.Window} window
 */
export function createInstall(window) {
  /** @type {Offer | null} */
  let offer = null
  let isDone = false
  /** @type {(() => void)[]} */
  const watchers = []
  const tell = () => watchers.forEach((watcher) => watcher())

  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = /** @type {Offer} */ (event)
    tell()
  })
  window.addEventListener('appinstalled', () => {
    isDone = true
    tell()
  })

  return {
    /** @returns {Way} */
    way() {
      if (isDone || isOnHomeScreen(window)) return 'none'
      return offer ? 'prompt' : appleDevice(window)
    },

    /** Whether the patient took the browser's offer; an offer can be made once. */
    async prompt() {
      const made = offer
      offer = null
      const { outcome } = made ? await made.prompt() : { outcome: 'dismissed' }
      return outcome === 'accepted'
    },

    /**
     * Calls back when there is an offer, or no more need of one.
     * @param {() => void} watcher
     */
    onChange: (watcher) => void watchers.push(watcher),
  }
}

/** @param {globalThis.Window} window */
function isOnHomeScreen({ navigator, matchMedia }) {
  const isStandalone = /** @type {{standalone?: boolean}} */ (navigator).standalone
  return isStandalone === true || matchMedia('(display-mode: standalone)').matches
}

/**
 * iPads say that they are Macs; no Mac has a touch screen.
 * @param {globalThis.Window} window
 * @returns {Way}
 */
function appleDevice({ navigator: { userAgent, platform, maxTouchPoints } }) {
  if (/iPhone|iPod/.test(userAgent)) return 'iphone'
  const isIpad =
    /iPad/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1)
  return isIpad ? 'ipad' : 'none'
}
