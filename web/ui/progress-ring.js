// The time that runs: a ring around the figures and a row of segments. Both are moved by
// the compositor, a whole step at a time, so that nothing is painted every frame.
import { make, part } from './frame.js'

const HALF = 'rotate(180deg)'
const NONE = 'rotate(0deg)'
/** The right half turns first, then the left one. */
const TURNS = [
  [{ transform: NONE }, { transform: HALF, offset: 0.5 }, { transform: HALF }],
  [{ transform: NONE }, { transform: NONE, offset: 0.5 }, { transform: HALF }],
]
const FILLS = [{ transform: 'scaleX(0)' }, { transform: 'scaleX(1)' }]

/** @typedef {{step: number, ms: number, passedMs: number, isRunning: boolean,
 *   isWaiting: boolean}} Moment */

/** @param {HTMLElement} root */
export function createProgressRing(root) {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')
  /** @type {Animation[]} */
  let motions = []

  function stop() {
    for (const motion of motions) motion.cancel()
    motions = []
  }

  /** @param {number} passedMs */
  function place(passedMs) {
    for (const motion of motions) motion.currentTime = passedMs
  }

  return {
    stop,

    /**
     * A row of as many segments as there are steps.
     * @param {number} count
     */
    begin(count) {
      const segments = Array.from({ length: count }, () => make('li', {}, make('i')))
      part(root, 'segments').replaceChildren(...segments)
    },

    /** @param {Moment} moment */
    show({ step, ms, passedMs, isRunning, isWaiting }) {
      stop()
      const bars = [...part(root, 'segments').querySelectorAll('i')]
      bars.forEach((bar, index) => bar.classList.toggle('full', index < step))
      const timing = { duration: ms, fill: /** @type {const} */ ('both') }
      const halves = part(root, 'ring').querySelectorAll('i')
      motions = TURNS.map((frames, index) => halves[index].animate(frames, timing))
      if (!isWaiting && bars[step]) motions.push(bars[step].animate(FILLS, timing))
      place(passedMs)
      if (isRunning && !isStill.matches) return
      for (const motion of motions) motion.pause()
    },

    /**
     * Where nothing is to move by itself, the ring goes on second by second.
     * @param {number} passedMs
     */
    tick(passedMs) {
      if (isStill.matches) place(passedMs)
    },
  }
}
