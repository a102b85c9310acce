// The fingertips that move along a zone's stroke, and the arrow that shows the way.
import { guideAlong } from './guide.js'

const FINGER_RADIUS = { face: 13, body: 9 }
/** Slow, as the clinic asks: units of the drawing per second (our reading of S8). */
const SPEED = 62
const SHORTEST_MS = 1800
const SAMPLES = 36
/** The hand is lifted at the end of a stroke that has a pace. */
const LIFT = [0, 1, 1, 0]
const SVG = 'http://www.w3.org/2000/svg'

/**
 * @typedef {{zone: string, motion: 'circles' | 'glide' | 'drain',
 *   direction?: import('../core/types.js').Direction, paceMs: number | null}} Motion
 * @typedef {{isRunning: boolean, isWaiting: boolean, passedMs: number}} Moment
 */

/** @param {HTMLElement} stage holds the drawings */
export function createStroke(stage) {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')
  /** @type {SVGElement[]} */
  let marks = []
  /** @type {SVGPathElement[]} */
  let shown = []
  /** @type {Animation[]} */
  let motions = []
  let key = ''
  let isWaiting = false

  /** @param {Motion} motion */
  function place(motion) {
    stop()
    for (const guide of guidesOf(stage, motion)) {
      const path = motion.direction ? guideAlong(guide, motion.direction) : guide
      if (path !== guide) marks.push(path)
      path.classList.add('shown')
      shown.push(path)
      placeFinger(path, motion.paceMs)
    }
  }

  /**
   * @param {SVGPathElement} path
   * @param {number | null} paceMs
   */
  function placeFinger(path, paceMs) {
    const finger = document.createElementNS(SVG, 'circle')
    finger.setAttribute('class', 'finger')
    const isBody = path.ownerSVGElement?.classList.contains('body')
    finger.setAttribute('r', String(FINGER_RADIUS[isBody ? 'body' : 'face']))
    path.ownerSVGElement?.append(finger)
    marks.push(finger)
    const frames = framesAlong(path)
    finger.style.setProperty('transform', frames[0].transform)
    const duration =
      paceMs ?? Math.max(SHORTEST_MS, (path.getTotalLength() / SPEED) * 1000)
    const options = { duration, iterations: Infinity, easing: 'linear' }
    if (paceMs) motions.push(finger.animate({ opacity: LIFT }, options))
    if (!isStill.matches) motions.push(finger.animate(frames, options))
  }

  function stop() {
    for (const motion of motions) motion.cancel()
    for (const mark of marks) mark.remove()
    for (const path of shown) path.classList.remove('shown')
    motions = []
    marks = []
    shown = []
    key = ''
  }

  return {
    stop,
    isWaiting: () => isWaiting,

    /**
     * @param {Motion} wanted
     * @param {Moment} moment
     */
    show(wanted, { isRunning, isWaiting: waits, passedMs }) {
      isWaiting = waits
      const name = JSON.stringify(wanted)
      if (name !== key) place(wanted)
      key = name
      for (const motion of motions) {
        if (wanted.paceMs) motion.currentTime = passedMs
        if (isRunning && !waits) motion.play()
        else motion.pause()
      }
    },
  }
}

/**
 * The guides of a zone: those of its motion, or those that serve every motion.
 * @param {HTMLElement} stage
 * @param {Motion} motion
 * @returns {SVGPathElement[]}
 */
function guidesOf(stage, { zone, motion }) {
  const paths = [...stage.querySelectorAll('path')]
  const own = paths.filter(({ dataset }) => dataset.guide === zone)
  const isDrain = motion === 'drain'
  return own.filter(({ dataset }) => (dataset.motion === 'drain') === isDrain)
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
