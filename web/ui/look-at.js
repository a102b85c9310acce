// A zone is small: during a massage the drawing shows the part of it around the zone,
// on the body from the side on which it is massaged.

/** What must be seen of a drawing, in its units; what more there is room for is seen too. */
const SEEN = {
  face: { width: 360, height: 190 },
  body: { width: 216, height: 132 },
}
/** The zone is a little above the middle: buttons lie in the lower corners. */
const ABOVE = 0.46
const GLIDE_MS = 600

/**
 * How many units of a drawing make one of the close view of a face: what lies on the
 * drawings is sized by it.
 * @param {SVGSVGElement | null} drawing
 */
export function unitOf(drawing) {
  return (drawing?.viewBox.baseVal.width ?? SEEN.face.width) / SEEN.face.width
}

/**
 * @param {HTMLElement} root holds the drawings of the face, of the body, or both
 * @param {string} zone
 * @param {{isGliding?: boolean}} [how] whether the eye is led there from the last zone
 */
export function lookAt(root, zone, { isGliding = false } = {}) {
  const drawings = [...root.querySelectorAll('svg')]
  const shown =
    drawings.find((drawing) => shapesIn(drawing, 'guide', zone).length > 0) ??
    drawings.find((drawing) => shapesIn(drawing, 'zone', zone).length > 0)
  if (!shown) return
  const isBody = shown.classList.contains('body')
  const before = isInSight(shown) ? shown.viewBox.baseVal.y : null
  for (const drawing of drawings) {
    const isOther = drawing.classList.contains('body') === isBody && drawing !== shown
    drawing.classList.toggle('aside', isOther)
  }
  frame(shown, zone, SEEN[isBody ? 'body' : 'face'])
  if (isGliding && before !== null) glide(shown, shown.viewBox.baseVal.y - before)
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string} zone
 * @param {{width: number, height: number}} seen
 */
function frame(drawing, zone, { width, height }) {
  const boxes = ['zone', 'guide']
    .flatMap((kind) => shapesIn(drawing, kind, zone))
    .map((shape) => shape.getBBox())
    .filter((box) => box.height > 0)
  if (boxes.length === 0) return
  const top = Math.min(...boxes.map(({ y }) => y))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  const { x, width: whole } = drawing.viewBox.baseVal
  const left = x + (whole - width) / 2
  const y = Math.round((top + bottom) / 2 - height * ABOVE)
  drawing.setAttribute('viewBox', `${left} ${y} ${width} ${height}`)
  drawing.style.setProperty('--unit', String(unitOf(drawing)))
}

/** @param {SVGSVGElement} drawing */
function isInSight(drawing) {
  const isFramed = drawing.style.getPropertyValue('--unit') !== ''
  return isFramed && !drawing.classList.contains('aside')
}

/**
 * @param {SVGSVGElement} drawing
 * @param {number} units down the drawing
 */
function glide(drawing, units) {
  const { width, height } = drawing.viewBox.baseVal
  const scale = Math.min(drawing.clientWidth / width, drawing.clientHeight / height)
  const frames = { transform: [`translateY(${Math.round(units * scale)}px)`, 'none'] }
  if (units) drawing.animate(frames, { duration: GLIDE_MS, easing: 'ease-in-out' })
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string} kind `zone` for its shape, `guide` for its strokes
 * @param {string} zone
 */
function shapesIn(drawing, kind, zone) {
  return [...drawing.querySelectorAll('path')].filter(({ dataset }) => {
    return dataset[kind] === zone
  })
}
