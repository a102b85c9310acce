// Keeps the screen lit while a massage runs, as far as the phone allows it.

const RETRY_MS = 500

/** @typedef {ReturnType<typeof createWakeLock>} WakeLock */

/** @param {globalThis.Window} window */
export function createWakeLock(window) {
  const { document, navigator } = window
  let isWanted = false
  let isAsking = false
  /** @type {WakeLockSentinel | null} */
  let sentinel = null

  async function acquire() {
    const isHidden = document.visibilityState !== 'visible'
    if (!isWanted || sentinel || isAsking || isHidden) return
    isAsking = true
    try {
      sentinel = await navigator.wakeLock.request('screen')
      sentinel.addEventListener('release', forget)
      if (!isWanted) release()
    } catch (error) {
      console.info('The screen may go dark:', error)
    } finally {
      isAsking = false
    }
  }

  /** A released sentinel is dead; the phone took it, so ask again a little later. */
  function forget() {
    sentinel = null
    window.setTimeout(acquire, RETRY_MS)
  }

  function release() {
    isWanted = false
    sentinel?.removeEventListener('release', forget)
    void sentinel?.release()
    sentinel = null
  }

  function hold() {
    isWanted = true
    void acquire()
  }

  document.addEventListener('visibilitychange', acquire)
  document.addEventListener('pointerdown', acquire)
  return { isDependable: isDependable(navigator), hold, release }
}

/**
 * Whether a lock really keeps the screen lit. From the home screen iPhones have the
 * interface since 16.4 and keep to it since 18.4 (WebKit bug 254545).
 * @param {Navigator} navigator
 */
function isDependable(navigator) {
  if (!('wakeLock' in navigator)) return false
  const isOnIphoneScreen = 'standalone' in navigator && navigator.standalone === true
  if (!isOnIphoneScreen) return true
  const [, major, minor] = /OS (\d+)_(\d+)/.exec(navigator.userAgent) ?? []
  return !major || Number(major) * 100 + Number(minor) >= 1804
}
