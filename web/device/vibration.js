// Vibration where the phone has it. It is handed over as a pattern for some seconds
// ahead, so that a busy page does not delay it.

/** @typedef {import('../core/types.js').Cue} Cue */
/** @typedef {ReturnType<typeof createVibration>} Vibration */

/**
 * Buzzes and rests between them, in ms. Ticks and strokes have none: they would be felt
 * all the time.
 * @type {Record<string, number[]>}
 */
const BUZZES = {
  start: [180],
  change: [400],
  side: [130, 120, 130],
  end: [600, 250, 600, 250, 900],
}
/** Browsers take no single rest that is longer. */
const AHEAD_MS = 10_000
const SAME_MS = 20

/** @param {globalThis.Window} window */
export function createVibration(window) {
  const { navigator } = window
  const isPossible = typeof navigator.vibrate === 'function'
  /** @type {{at: number, until: number}[]} */
  let laid = []

  /** @param {number[]} pattern */
  function vibrate(pattern) {
    // Before the first tap a browser would refuse, and complain.
    const isAllowed = navigator.userActivation?.hasBeenActive ?? true
    if (isPossible && isAllowed) navigator.vibrate(pattern)
  }

  return {
    isPossible,

    /**
     * Hands over what is due soon. To be called about once a second; a buzz that is
     * felt right now goes on undisturbed.
     * @param {Cue[]} cues
     * @param {number} now on the clock of the cues
     */
    plan(cues, now) {
      const soon = cues.filter(({ kind, at }) => {
        return kind in BUZZES && at >= now && at - now <= AHEAD_MS
      })
      const isKnown = soon.every(({ at }) => {
        return laid.some((buzz) => Math.abs(buzz.at - at) <= SAME_MS)
      })
      const isFelt = laid.some(({ at, until }) => at <= now && now < until)
      if (isKnown || isFelt) return
      laid = soon.map(({ kind, at }) => ({ at, until: at + lengthOf(kind) }))
      vibrate(patternOf(soon, now))
    },

    stop() {
      if (laid.length) vibrate([0])
      laid = []
    },

    /** For the settings: what a change feels like. */
    try: () => vibrate(BUZZES.change),
  }
}

/**
 * Buzzes and rests in turn, beginning with a buzz of no length.
 * @param {Cue[]} cues in order
 * @param {number} now
 */
function patternOf(cues, now) {
  let until = now
  return cues.reduce((pattern, { kind, at }) => {
    const rest = Math.max(0, Math.round(at - until))
    until = Math.max(at, until) + lengthOf(kind)
    return [...pattern, rest, ...BUZZES[kind]]
  }, /** @type {number[]} */ ([0]))
}

/** @param {string} kind */
function lengthOf(kind) {
  return BUZZES[kind].reduce((sum, ms) => sum + ms, 0)
}
