// The order of a massage on the drawing: a number on each chosen area.
import { draw } from './svg.js'

const SAMPLES = 24

/**
 * @param {ParentNode} root holds the drawings
 * @param {string[]} zones in their order
 */
export function numberShapes(root, zones) {
  for (const mark of root.querySelectorAll('svg text')) mark.remove()
  for (const shape of root.querySelectorAll('path')) {
    const place = zones.indexOf(shape.dataset.zone ?? '') + 1
    if (place > 0) shape.ownerSVGElement?.append(markOn(shape, String(place)))
  }
}

/**
 * @param {SVGPathElement} shape
 * @param {string} number
 */
function markOn(shape, number) {
  const { x, y } = middleOf(shape)
  const mark = draw('text', { class: 'mark', x: x.toFixed(1), y: y.toFixed(1) })
  mark.textContent = number
  return mark
}

/**
 * The middle of a shape; of its first half where it lies on both sides.
 * @param {SVGPathElement} shape
 */
function middleOf(shape) {
  const halves = (shape.getAttribute('d') ?? '').split('M').length - 1
  const length = shape.getTotalLength() / halves
  const points = Array.from({ length: SAMPLES }, (_, index) =>
    shape.getPointAtLength((length * index) / SAMPLES),
  )
  const sum = (/** @type {'x' | 'y'} */ axis) =>
    points.reduce((total, point) => total + point[axis], 0) / SAMPLES
  return { x: sum('x'), y: sum('y') }
}
