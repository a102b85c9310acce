// Key frames of a hand along a stroke: places, evenly spaced, so that the browser can
// move it without us.
import { isClosed } from './guide.js'

const LOOP_MS = 2000
/** Slow, as the clinic asks: units of a close view of the face per second (S8). */
const SPEED = 62
const SAMPLES_PER_LOOP = 28
/** How clearly a hand is seen that is on the far side of the body. */
const BEHIND = 0.4
/** When the hand has come to the start of a stroke, and when it is lifted at its end. */
const COMES = 0.06
const LIFTS = 0.93
/** Degrees between the way and the fingers of a hand that follows it. */
const ALONG = { left: 180, right: 0 }

/**
 * How long the hand takes for its way when no pace is asked for.
 * @param {SVGPathElement} path
 * @param {number} unit
 */
export function timeFor(path, unit) {
  const length = path.getTotalLength() / unit
  return Math.round(Math.max(loopsOf(path) * LOOP_MS, (length / SPEED) * 1000))
}

/**
 * A circle goes on and on; from any other stroke, or one with a pace, the hand is lifted.
 * @param {SVGPathElement} path
 * @param {{isOnLeft: boolean, isPaced: boolean}} manner
 * @returns {Keyframe[]}
 */
export function framesAlong(path, { isOnLeft, isPaced }) {
  const count = SAMPLES_PER_LOOP * loopsOf(path)
  const places = Array.from({ length: count + 1 }, (_, index) => {
    return placeAt(path, index / count, isOnLeft)
  })
  if (isClosed(path) && !isPaced) return places
  const behind = Number(path.dataset.behind ?? 1)
  const way = places.map((place, index) => {
    const part = index / count
    const opacity = part > behind ? BEHIND : 1
    return { ...place, opacity, offset: COMES + part * (LIFTS - COMES) }
  })
  const first = { ...places[0], opacity: 0, offset: 0 }
  const last = { ...places[count], opacity: 0, offset: 1 }
  return [first, ...way, last]
}

/**
 * @param {SVGPathElement} path
 * @param {number} part of its length
 * @param {boolean} isOnLeft
 */
function placeAt(path, part, isOnLeft) {
  const length = path.getTotalLength()
  const { x, y } = path.getPointAtLength(length * part)
  const place = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
  if (path.dataset.follows === undefined) return { transform: place }
  const turn = directionAt(path, part) + ALONG[isOnLeft ? 'left' : 'right']
  return { transform: `${place} rotate(${turn.toFixed(1)}deg)` }
}

/**
 * Where a path leads, in degrees clockwise from the right.
 * @param {SVGPathElement} path
 * @param {number} part of its length
 */
export function directionAt(path, part) {
  const length = path.getTotalLength()
  const step = length / 40
  const at = length * part
  const from = path.getPointAtLength(Math.max(0, at - step))
  const to = path.getPointAtLength(Math.min(length, at + step))
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
}

/** @param {SVGPathElement} path */
function loopsOf(path) {
  return Number(path.dataset.loops ?? 1)
}
