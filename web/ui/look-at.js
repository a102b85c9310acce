// The body is tall and a zone of it small: during a massage the drawing shows the part
// of it around the zone, from the side on which it is massaged.

/** How much of the drawing is seen, in its units. */
const SEEN = { width: 300, height: 250 }

/**
 * @param {HTMLElement} root holds the drawings of the body
 * @param {string} zone
 */
export function lookAt(root, zone) {
  const drawings = [...root.querySelectorAll('svg')]
  const shown = drawings.find((drawing) => guideIn(drawing, zone)) ?? drawings[0]
  for (const drawing of drawings) drawing.classList.toggle('aside', drawing !== shown)
  const shape = shown && shapeIn(shown, zone)
  if (!shape) return
  const { y, height } = shape.getBBox()
  const top = y + height / 2 - SEEN.height / 2
  const left = (320 - SEEN.width) / 2
  shown.setAttribute(
    'viewBox',
    `${left} ${Math.round(top)} ${SEEN.width} ${SEEN.height}`,
  )
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string} zone
 */
function guideIn(drawing, zone) {
  return [...drawing.querySelectorAll('path')].some(({ dataset }) => {
    return dataset.guide === zone
  })
}

/**
 * @param {SVGSVGElement} drawing
 * @param {string} zone
 */
function shapeIn(drawing, zone) {
  return [...drawing.querySelectorAll('path')].find(({ dataset }) => {
    return dataset.zone === zone
  })
}
