// A zone's stroke: where the fingers begin, their way, its direction, and the fingers
// themselves, which move along it.
import { createHand, createWashes, handOf } from './fingers.js'
import { guidesAlong, isLeft } from './guide.js'
import { lookAt, unitOf } from './look-at.js'
import { framesAlong, timeFor } from './stroke-frames.js'
import { marksOf } from './stroke-marks.js'

/** Of a stroke with an end, while the fingers have arrived and are not yet under way. */
const READY = 0.08

/**
 * @typedef {{zone: string, motion: 'circles' | 'glide' | 'drain',
 *   direction?: import('../core/types.js').Direction,
 *   side?: import('../core/types.js').Side, paceMs: number | null}} Motion
 * `side`: only that one of the patient's own; a zone on the midline has none.
 * @typedef {{isRunning: boolean, isWaiting: boolean, passedMs: number}} Moment
 */

/** @param {HTMLElement} stage holds the drawings */
export function createStroke(stage) {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')
  /** @type {Element[]} */
  let marks = []
  /** @type {SVGPathElement[]} */
  let shown = []
  /** @type {Animation[]} */
  let motions = []
  let key = ''

  /**
   * @param {Motion} motion
   * @param {{isGliding: boolean}} how
   */
  function place(motion, { isGliding }) {
    stop()
    lookAt(stage, motion.zone, { isGliding })
    for (const guide of guidesOf(stage, motion)) {
      if (!motion.direction) placeStroke(guide, motion)
      else {
        const paths = guidesAlong(guide, motion.direction)
        marks.push(...paths)
        for (const path of paths) placeStroke(path, motion)
      }
    }
  }

  /**
   * @param {SVGPathElement} path
   * @param {Motion} motion
   */
  function placeStroke(path, { paceMs, side }) {
    const drawing = path.ownerSVGElement
    if (!drawing) return
    const { under, over } = marksOf(path)
    path.before(under)
    path.after(...over)
    marks.push(under, ...over)
    path.classList.add('shown')
    shown.push(path)
    const isOtherTurn = path.dataset.turn !== undefined && !side
    if (!isOtherTurn) placeHand(drawing, path, paceMs)
  }

  /**
   * @param {SVGSVGElement} drawing
   * @param {SVGPathElement} path
   * @param {number | null} paceMs
   */
  function placeHand(drawing, path, paceMs) {
    const manner = handOf(path, isLeft(path))
    const hand = createHand(drawing, manner)
    if (!drawing.querySelector('defs')) {
      const washes = createWashes(manner.isFlat)
      drawing.prepend(washes)
      marks.push(washes)
    }
    path.parentElement?.before(hand)
    marks.push(hand)
    const frames = framesAlong(path, {
      isOnLeft: isLeft(path),
      isPaced: paceMs !== null,
    })
    hand.style.setProperty('transform', String(frames[0].transform))
    if (isStill.matches) return
    const duration = paceMs ?? timeFor(path, unitOf(drawing))
    motions.push(hand.animate(frames, { duration, iterations: Infinity }))
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

    /**
     * @param {Motion} wanted
     * @param {Moment} moment
     */
    show(wanted, { isRunning, isWaiting, passedMs }) {
      const name = JSON.stringify(wanted)
      const isGliding = key !== '' && isRunning && !isStill.matches
      if (name !== key) place(wanted, { isGliding })
      key = name
      for (const motion of motions) {
        if (isWaiting) motion.currentTime = READY * periodOf(motion)
        else if (wanted.paceMs) motion.currentTime = passedMs
        if (isRunning && !isWaiting) motion.play()
        else motion.pause()
      }
    },
  }
}

/** @param {Animation} motion */
function periodOf(motion) {
  return Number(motion.effect?.getTiming().duration ?? 0)
}

/**
 * The guides of a zone: those of its motion, or those that serve every motion.
 * @param {HTMLElement} stage
 * @param {Motion} motion
 * @returns {SVGPathElement[]}
 */
function guidesOf(stage, { zone, motion, side }) {
  const paths = [...stage.querySelectorAll('path')]
  const isDrain = motion === 'drain'
  return paths.filter(({ dataset }) => {
    const isMeant = dataset.guide === zone && (dataset.motion === 'drain') === isDrain
    return isMeant && (!side || !dataset.side || dataset.side === side)
  })
}
