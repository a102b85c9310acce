// A stroke in the direction that the clinic asked for, where a zone's own guide is.

const RADIUS = 15
const LENGTH = 56
const SVG = 'http://www.w3.org/2000/svg'

/** @typedef {import('../core/types.js').Direction} Direction */

/**
 * A new path beside a guide: a circle around its middle, or a straight line through it.
 * Outward is away from the midline of the drawing.
 * @param {SVGPathElement} guide
 * @param {Direction} direction
 * @returns {SVGPathElement}
 */
export function guideAlong(guide, direction) {
  const { x, y, width, height } = guide.getBBox()
  const middle = { x: x + width / 2, y: y + height / 2 }
  const box = guide.ownerSVGElement?.viewBox.baseVal
  const isLeft = middle.x < (box ? box.x + box.width / 2 : 0)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute(
    'd',
    direction === 'circles' ? circle(middle) : line(middle, vector(direction, isLeft)),
  )
  guide.after(path)
  return path
}

/**
 * @param {Direction} direction
 * @param {boolean} isLeft of the midline, as the drawing is seen
 */
function vector(direction, isLeft) {
  const outward = isLeft ? -1 : 1
  return {
    circles: { x: 0, y: 0 },
    up: { x: 0, y: -1 },
    down: { x: 0, y: 1 },
    out: { x: outward, y: 0 },
    in: { x: -outward, y: 0 },
  }[direction]
}

/** @param {{x: number, y: number}} middle */
function circle({ x, y }) {
  const turn = `a${RADIUS} ${RADIUS} 0 1 1`
  return `M${x} ${y - RADIUS}${turn} 0 ${2 * RADIUS}${turn} 0 ${-2 * RADIUS}`
}

/**
 * @param {{x: number, y: number}} middle
 * @param {{x: number, y: number}} direction
 */
function line({ x, y }, { x: dx, y: dy }) {
  const half = LENGTH / 2
  return `M${x - dx * half} ${y - dy * half}L${x + dx * half} ${y + dy * half}`
}
