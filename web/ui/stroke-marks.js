// What makes a line a stroke: a light seam under it, an open ring where it begins, an
// arrow where it leads. One language for face and body.
import { isClosed } from './guide.js'
import { unitOf } from './look-at.js'
import { directionAt } from './stroke-frames.js'
import { draw } from './svg.js'

/** In units of a close view of the face. */
const RING = 6
const ARROW = 'M8.5 0L-6.5 8.5Q-3 0 -6.5 -8.5Z'
/** Where on a circle its arrow is: away from the start, before the fingers come round. */
const ON_CIRCLE = 0.56
const DASH = [5, 6]

/**
 * @param {SVGPathElement} path
 * @returns {{under: SVGElement, over: SVGElement[]}}
 */
export function marksOf(path) {
  dash(path)
  const under = draw('path', { class: 'seam', d: path.getAttribute('d') ?? '' })
  const dashes = path.getAttribute('stroke-dasharray')
  if (dashes) under.setAttribute('stroke-dasharray', dashes)
  return { under, over: [ringOn(path), arrowOn(path)] }
}

/**
 * What lies on the far side of the body is dashed.
 * @param {SVGPathElement} path
 */
function dash(path) {
  const { behind } = path.dataset
  if (behind === undefined) return
  const unit = unitOf(path.ownerSVGElement)
  const length = path.getTotalLength()
  const [on, off] = DASH.map((each) => each * unit)
  const count = Math.ceil((length * (1 - Number(behind))) / (on + off))
  const pairs = Array.from({ length: count }, () => [off, on]).flat()
  path.setAttribute('stroke-dasharray', [length * Number(behind), ...pairs].join(' '))
}

/** @param {SVGPathElement} path */
function ringOn(path) {
  const { x, y } = path.getPointAtLength(0)
  const r = RING * unitOf(path.ownerSVGElement)
  return draw('circle', { 'data-start': '', cx: `${x}`, cy: `${y}`, r: `${r}` })
}

/** @param {SVGPathElement} path */
function arrowOn(path) {
  const part = isClosed(path) ? ON_CIRCLE : 1
  const { x, y } = path.getPointAtLength(path.getTotalLength() * part)
  const unit = unitOf(path.ownerSVGElement)
  const turn = directionAt(path, part).toFixed(1)
  const place = `translate(${x} ${y}) rotate(${turn}) scale(${unit})`
  return draw('path', { 'data-arrow': '', d: ARROW, transform: place })
}
