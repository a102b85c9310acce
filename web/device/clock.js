// What time it is. The phone's clock may lie; a massage needs one that never jumps.

/** How long an answer of the server stays a witness. */
const WITNESS_MS = 10 * 60_000
/** A step back by more than this is worth a word to the patient. */
const NOTICED_STEP_MS = 2 * 60_000
/** People cross a border of time zones less often than they tap. */
const ZONE_MS = 60_000
const LAST_SEEN = 'aftertouch-last-seen'

/** @typedef {ReturnType<typeof createClock>} Clock */

/**
 * @param {Pick<globalThis.Window, 'performance' | 'fetch'> & {Date: DateConstructor}} window
 * @param {Pick<Storage, 'getItem' | 'setItem'> | null} storage
 */
export function createClock(window, storage) {
  const { performance } = window
  /** @type {{server: number, seen: number} | null} */
  let witness = null
  /** @type {{zone: string, askedAt: number} | null} */
  let here = null
  let base = window.Date.now() - performance.now()

  function wall() {
    return window.Date.now()
  }

  return {
    /** The time zone of the phone, asked for once a minute and after a pause. */
    timezone() {
      const at = performance.now()
      if (!here || at - here.askedAt > ZONE_MS) {
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
        here = { zone: timeZone, askedAt: at }
      }
      return here.zone
    },

    /** For rules: the phone's time or, if the server was seen lately, the earlier. */
    now() {
      const passed = witness ? performance.now() - witness.seen : Infinity
      if (!witness || passed > WITNESS_MS) return wall()
      return Math.min(wall(), witness.server + passed)
    },

    /** For a running massage: goes forward evenly, whatever the phone's clock does. */
    steady: () => base + performance.now(),

    /** After a pause in which the phone may have slept: start from the wall again. */
    rebase() {
      base = wall() - performance.now()
      witness = null
      here = null
    },

    /** Asks the server for its time; without a network nothing changes. */
    async consult() {
      try {
        const answer = await window.fetch('/healthz', {
          method: 'HEAD',
          cache: 'no-store',
        })
        await answer.text()
        const server = window.Date.parse(answer.headers.get('Date') ?? '')
        if (Number.isFinite(server))
          witness = { server: server + 999, seen: performance.now() }
      } catch {
        witness = null
      }
    },

    /** Whether the phone's clock stands well before the time it showed last. */
    wentBack() {
      const last = Number(storage?.getItem(LAST_SEEN) ?? 0)
      const hasGoneBack = wall() < last - NOTICED_STEP_MS
      remember(storage, String(wall()))
      return hasGoneBack
    },
  }
}

/**
 * @param {Pick<Storage, 'setItem'> | null} storage
 * @param {string} instant
 */
function remember(storage, instant) {
  try {
    storage?.setItem(LAST_SEEN, instant)
  } catch {
    // A full or forbidden storage only costs the notice.
  }
}
