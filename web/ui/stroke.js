// The fingertips that move along a zone's stroke, and the arrow that shows the way.

const FINGER_RADIUS = 13
/** Slow, as the clinic asks: units of the drawing per second (our reading of S8). */
const PACE = 62
const SHORTEST_MS = 1800
const SAMPLES = 36
const SVG = 'http://www.w3.org/2000/svg'

/** @param {HTMLElement} stage */
export function createStroke(stage) {
  const face = /** @type {SVGSVGElement} */ (stage.querySelector('.face'))
  const guides = /** @type {SVGPathElement[]} */ ([
    ...face.querySelectorAll('[data-guide]'),
  ])
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')
  /** @type {SVGElement[]} */
  let fingers = []
  /** @type {Animation[]} */
  let motions = []
  let zone = ''
  let isWaiting = false

  /** @param {string} wanted */
  function place(wanted) {
    stop()
    zone = wanted
    for (const guide of guides) {
      const isMeant = guide.dataset.guide === wanted
      guide.classList.toggle('shown', isMeant)
      if (isMeant) place1(guide)
    }
  }

  /** @param {SVGPathElement} guide */
  function place1(guide) {
    const finger = document.createElementNS(SVG, 'circle')
    finger.setAttribute('class', 'finger')
    finger.setAttribute('r', String(FINGER_RADIUS))
    face.append(finger)
    fingers.push(finger)
    const frames = framesAlong(guide)
    finger.style.setProperty('transform', frames[0].transform)
    if (isStill.matches) return
    const duration = Math.max(SHORTEST_MS, (guide.getTotalLength() / PACE) * 1000)
    const options = { duration, iterations: Infinity, easing: 'linear' }
    motions.push(finger.animate(frames, options))
  }

  function stop() {
    for (const motion of motions) motion.cancel()
    for (const finger of fingers) finger.remove()
    motions = []
    fingers = []
    zone = ''
  }

  return {
    stop,
    isWaiting: () => isWaiting,

    /**
     * @param {string} wanted
     * @param {{isRunning: boolean, isWaiting: boolean}} state
     */
    show(wanted, state) {
      isWaiting = state.isWaiting
      if (wanted !== zone) place(wanted)
      for (const motion of motions) {
        if (state.isRunning && !state.isWaiting) motion.play()
        else motion.pause()
      }
    },
  }
}

/**
 * Positions along a path, evenly spaced, as key frames.
 * @param {SVGPathElement} path
 */
function framesAlong(path) {
  const length = path.getTotalLength()
  return Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const { x, y } = path.getPointAtLength((length * index) / SAMPLES)
    return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` }
  })
}
