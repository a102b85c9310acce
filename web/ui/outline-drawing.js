// The lines of the face that lie on the mirror, taken from our drawing of it.
import { draw } from './svg.js'

/** What of the drawing is the face, in its units, with a little air. */
const FACE = '30 62 420 514'
const MIDDLE = 240
/** From ear to ear over the forehead, where the drawing has hair and a band. */
const FOREHEAD = 'M76 251C64 142 144 88.5 240 88.5S416 142 404 251'
/** Lines that begin lower than the hair and higher than the neck are the face's. */
const FEATURES = { top: 200, bottom: 480 }
/** More than the drawing, on each side of its middle. */
const WIDE = 1000

/**
 * Lines of the face alone, without hair and neck, over the mark.
 * @param {SVGSVGElement} drawing
 * @param {SVGPathElement} mark
 */
export function outlineOf(drawing, mark) {
  const outline = draw('svg', {
    class: 'outline',
    viewBox: FACE,
    'aria-hidden': 'true',
  })
  const lines = draw('g', { class: 'mirror-lines' })
  const paths = [...drawing.querySelectorAll('.line path')]
  lines.append(...paths.filter(isOfFace), draw('path', { d: FOREHEAD }))
  outline.append(half('left'), half('right'), mark, lines)
  return outline
}

/**
 * Whether a line begins between the brows and the chin.
 * @param {Element} path
 */
function isOfFace(path) {
  const [, top] = /^M\S+ ([\d.]+)/.exec(path.getAttribute('d') ?? '') ?? []
  return Number(top) > FEATURES.top && Number(top) < FEATURES.bottom
}

/**
 * Lets a zone that has both sides in one shape be marked on one of them.
 * @param {'left' | 'right'} side
 */
function half(side) {
  const clip = draw('clipPath', { id: `mirror-${side}` })
  const x = String(side === 'left' ? MIDDLE - WIDE : MIDDLE)
  clip.append(draw('rect', { x, y: '0', width: String(WIDE), height: String(WIDE) }))
  return clip
}
