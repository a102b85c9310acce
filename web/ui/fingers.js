// Fingertips and flat hands, seen from the back as in a mirror: they lie on a stroke and
// go out toward the wrist, so that the face and the stroke stay in view.
import { unitOf } from './look-at.js'
import { draw } from './svg.js'

/** All lengths are in units of a close view of the face. */
const WIDTH = 22
/** The tips of two, three or four fingers, and of a flat hand's: how far they reach. */
const TIPS = {
  2: [-18, -15],
  3: [-15, -19, -16],
  4: [-14, -20, -18, -10],
  flat: [-25, -31, -27, -14],
}
/** On the body, which is drawn smaller than a face. */
const SMALL_WIDTH = 14
const GAP = 0.3
/** Where fingertips, and a flat hand, begin to go out, and where they are gone. */
const GOES_OUT = { tips: [8, 52], flat: [26, 72] }
/** Of a flat hand: its back with the thumb, from the first finger to the last. */
const BACK =
  'M28 13V48Q26 62 24 74M-28 13Q-29 24-33 29Q-38 20-41 13Q-47 8-48 17Q-46 33-35 48Q-29 57-26 74'
const BACK_FILL =
  'M28 13V48Q26 62 24 74H-26Q-29 57-35 48Q-46 33-48 17Q-47 8-41 13Q-38 20-33 29Q-29 24-28 13Z'

/** @typedef {{pads: number, isFlat: boolean, tilt: number, isLeft: boolean}} Hand
 * `tilt`: degrees that the fingers lean toward the midline; `isLeft`: which hand. */

/**
 * What a guide says of the hand on it.
 * @param {SVGPathElement} guide
 * @param {boolean} isOnLeft of the midline, as the drawing is seen
 */
export function handOf({ dataset }, isOnLeft) {
  const tilt = Number(dataset.tilt ?? 0)
  return {
    pads: Number(dataset.pads ?? 4),
    isFlat: dataset.hand !== undefined,
    tilt: isOnLeft ? tilt : -tilt,
    isLeft: isOnLeft !== (dataset.hand === 'crossed'),
  }
}

/**
 * A hand whose pads lie around the origin.
 * @param {SVGSVGElement} drawing
 * @param {Hand} hand
 */
export function createHand(drawing, { pads, isFlat, tilt, isLeft }) {
  const unit = unitOf(drawing)
  const shape = draw('g', {
    transform: `rotate(${tilt}) scale(${isLeft ? unit : -unit} ${unit})`,
  })
  if (isFlat) shape.append(draw('path', { class: 'palm', d: BACK_FILL }))
  if (isFlat) shape.append(draw('path', { d: BACK }))
  const tips = TIPS[isFlat ? 'flat' : /** @type {2} */ (pads)]
  const isBody = drawing.classList.contains('body')
  const width = isFlat || isBody ? SMALL_WIDTH : WIDTH
  for (const [index, top] of tips.entries()) {
    const x = (index - (tips.length - 1) / 2) * width
    shape.append(...finger({ x, y: top }, width, isFlat ? 13 : 54))
  }
  const hand = draw('g', { class: 'hand', 'data-hand': isLeft ? 'left' : 'right' })
  hand.append(shape)
  return hand
}

/**
 * @param {{x: number, y: number}} tip
 * @param {number} width
 * @param {number} end
 */
function finger({ x, y }, width, end) {
  const half = width / 2 - GAP
  const round = `a${half} ${half} 0 0 1 ${2 * half} 0`
  const pad = draw('path', {
    'data-pad': '',
    d: `M${x - half} ${end}V${y + half}${round}V${end}`,
  })
  const wide = half * 0.6
  const top = y + half * 1.15
  const bed = `v-1a${wide} ${wide} 0 0 1 ${2 * wide} 0v1a${wide} ${wide * 0.8} 0 0 1 ${-2 * wide} 0z`
  return [pad, draw('path', { class: 'nail', d: `M${x - wide} ${top}${bed}` })]
}

/**
 * The two washes that a hand is drawn with, its skin and its edge.
 * @param {boolean} isFlat
 */
export function createWashes(isFlat) {
  const [from, to] = GOES_OUT[isFlat ? 'flat' : 'tips']
  const washes = draw('defs', {})
  for (const name of ['skin', 'edge']) {
    const wash = draw('linearGradient', {
      id: `hand-${name}`,
      gradientUnits: 'userSpaceOnUse',
      ...{ x1: '0', x2: '0', y1: `${from}`, y2: `${to}` },
    })
    for (const offset of ['0', '1']) wash.append(draw('stop', { class: name, offset }))
    washes.append(wash)
  }
  return washes
}
