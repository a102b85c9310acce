// A soft light over the whole screen at each change, for noisy rooms and muted phones.
// Planned ahead on the compositor, so that a busy page does not delay it.

/** @typedef {import('../core/types.js').Cue} Cue */

const SHINES = new Set(['start', 'change', 'side', 'end'])
/** Well under three a second (WCAG 2.3.1). */
const AT_MOST_EVERY_MS = 1000
const SHINE = { duration: 800, easing: 'ease-in-out' }
const FRAMES = [{ opacity: 0 }, { opacity: 0.75, offset: 0.3 }, { opacity: 0 }]

/** @param {HTMLElement} light */
export function createFlash(light) {
  /** @type {Animation[]} */
  let planned = []

  function stop() {
    for (const animation of planned) animation.cancel()
    planned = []
  }

  return {
    stop,

    /**
     * @param {Cue[]} cues
     * @param {number} now on the clock of the cues
     */
    plan(cues, now) {
      stop()
      let last = -Infinity
      for (const { kind, at } of cues) {
        if (!SHINES.has(kind) || at - last < AT_MOST_EVERY_MS) continue
        last = at
        planned.push(light.animate(FRAMES, { ...SHINE, delay: at - now }))
      }
    },
  }
}
