// A stroke in the direction that the clinic asked for, where a zone's own guide is.
import { unitOf } from './look-at.js'
import { draw } from './svg.js'

const RADIUS = 15
const LENGTH = 60
/** How near to the midline a stroke outward begins. */
const MIDLINE = 9

/** @typedef {import('../core/types.js').Direction} Direction */
/** @typedef {{x: number, y: number}} Point */

/**
 * New paths beside a guide: a circle around its middle, or a straight line through it.
 * Outward is away from the midline of the drawing; a guide on it gets one for each side.
 * @param {SVGPathElement} guide
 * @param {Direction} direction
 * @returns {SVGPathElement[]}
 */
export function guidesAlong(guide, direction) {
  const middle = middleOf(guide)
  const isAcross = direction === 'in' || direction === 'out'
  const lines = isAcross && isOnMidline(guide) ? [true, false] : [isLeft(guide)]
  return lines.map((isOnLeft) => {
    const path = draw('path')
    for (const name of ['pads', 'tilt', 'hand', 'side', 'turn']) {
      const value = guide.dataset[name]
      if (value !== undefined) path.dataset[name] = value
    }
    path.setAttribute('d', route(guide, middle, direction, isOnLeft))
    guide.after(path)
    return path
  })
}

/**
 * Of the midline, as the drawing is seen: as in a mirror, the patient's own left too.
 * @param {SVGPathElement} guide
 */
export function isLeft(guide) {
  return middleOf(guide).x <= midlineOf(guide)
}

/** @param {SVGPathElement} path */
export function isClosed(path) {
  const start = path.getPointAtLength(0)
  const end = path.getPointAtLength(path.getTotalLength())
  return Math.hypot(end.x - start.x, end.y - start.y) < 1
}

/** @param {SVGPathElement} guide */
function isOnMidline(guide) {
  return Math.abs(middleOf(guide).x - midlineOf(guide)) < 1
}

/** @param {SVGPathElement} guide */
function midlineOf(guide) {
  const box = guide.ownerSVGElement?.viewBox.baseVal
  return box ? box.x + box.width / 2 : 0
}

/**
 * @param {SVGPathElement} guide
 * @returns {Point}
 */
function middleOf(guide) {
  const half = guide.getPointAtLength(guide.getTotalLength() / 2)
  if (!isClosed(guide)) return half
  const { x, y, width, height } = guide.getBBox()
  return { x: x + width / 2, y: y + height / 2 }
}

/**
 * @param {SVGPathElement} guide
 * @param {Point} middle
 * @param {Direction} direction
 * @param {boolean} isOnLeft
 */
function route(guide, middle, direction, isOnLeft) {
  const unit = unitOf(guide.ownerSVGElement)
  if (direction === 'circles') return circle(middle, RADIUS * unit, isOnLeft)
  const half = (LENGTH / 2) * unit
  const across = direction === 'in' || direction === 'out'
  const away = half + MIDLINE * unit
  const far = Math.max(Math.abs(middle.x - midlineOf(guide)), across ? away : 0)
  const x = midlineOf(guide) + (isOnLeft ? -far : far)
  const { x: dx, y: dy } = vector(direction, isOnLeft)
  const { y } = middle
  return `M${x - dx * half} ${y - dy * half}L${x + dx * half} ${y + dy * half}`
}

/**
 * @param {Direction} direction
 * @param {boolean} isOnLeft
 */
function vector(direction, isOnLeft) {
  const outward = isOnLeft ? -1 : 1
  return {
    circles: { x: 0, y: 0 },
    up: { x: 0, y: -1 },
    down: { x: 0, y: 1 },
    out: { x: outward, y: 0 },
    in: { x: -outward, y: 0 },
  }[direction]
}

/**
 * From its lowest point up on the inner side, as the guides in the drawings.
 * @param {Point} middle
 * @param {number} radius
 * @param {boolean} isOnLeft
 */
function circle({ x, y }, radius, isOnLeft) {
  const turn = `a${radius} ${radius} 0 1 ${isOnLeft ? 0 : 1} 0 `
  return `M${x} ${y + radius}${turn}${-2 * radius}${turn}${2 * radius}`
}
