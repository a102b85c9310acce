// Keeps the screen lit while a massage runs, as far as the phone allows it.

const RETRY_MS = 500

/** @typedef {ReturnType<typeof createWakeLock>} WakeLock */

/** @param {globalThis.Window} window */
export function createWakeLock(window) {
  const { document, navigator } = window
  let isWanted = false
  /** @type {WakeLockSentinel | null} */
  let sentinel = null

  async function acquire() {
    if (!isWanted || sentinel || document.visibilityState !== 'visible') return
    try {
      sentinel = await navigator.wakeLock.request('screen')
      sentinel.addEventListener('release', forget)
      if (!isWanted) release()
    } catch (error) {
      console.info('The screen may go dark:', error)
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
  return { isPossible: 'wakeLock' in navigator, hold, release }
}
