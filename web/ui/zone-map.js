// The drawings of face and body and the list of their zones, kept in step.

/** A finger is wide: a tap beside a zone means the nearest one within this distance. */
const REACH = 30
const SAMPLES = 24

/** @typedef {import('../core/types.js').Assessment} Assessment */
/** @typedef {import('../core/types.js').Part} Part */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/** @type {Record<Part, import('../device/diagrams.js').DiagramName[]>} */
const DRAWINGS = { face: ['face'], body: ['body-front', 'body-back'] }

/**
 * Puts the drawings where the page wants them; the lists beside them do without.
 * @param {ParentNode} root
 * @param {Pick<Basics, 'diagram'>} devices
 * @param {Part[]} [parts] only the drawings of these
 */
export async function drawMaps(root, { diagram }, parts = ['face', 'body']) {
  const places = [...root.querySelectorAll('[data-maps]')].filter((place) => {
    const { maps } = /** @type {HTMLElement} */ (place).dataset
    return parts.includes(/** @type {Part} */ (maps)) && !place.firstChild
  })
  const filled = places.map(async (place) => {
    const { maps } = /** @type {HTMLElement} */ (place).dataset
    const names = DRAWINGS[/** @type {Part} */ (maps)]
    const drawings = await Promise.all(names.map(diagram))
    if (!place.firstChild) place.append(...drawings)
  })
  await Promise.allSettled(filled)
}

/**
 * Puts its verdict on each shape and control of a zone.
 * @param {ParentNode} root
 * @param {Assessment} assessment
 */
export function declareZones(root, assessment) {
  for (const element of root.querySelectorAll('[data-zone]')) {
    const { dataset } = /** @type {HTMLElement | SVGElement} */ (element)
    dataset.verdict = assessment.zones[dataset.zone ?? '']?.verdict ?? 'clear'
  }
}

/**
 * Marks each zone with its verdict and with whatever else holds for it.
 * @param {ParentNode} root
 * @param {Assessment} assessment
 * @param {Record<string, Set<string>>} marks class by zones that bear it
 */
export function paint(root, assessment, marks) {
  declareZones(root, assessment)
  for (const shape of shapesOf(root)) {
    const { zone = '' } = shape.dataset
    for (const [mark, zones] of Object.entries(marks)) {
      shape.classList.toggle(mark, zones.has(zone))
    }
  }
}

/**
 * Lets zones be chosen on the drawing and in the list of checkboxes beside it.
 * @param {HTMLElement} root holds both
 * @param {(zones: string[]) => void} changed
 */
export function chooseZones(root, changed) {
  const boxes = boxesOf(root)

  function sync() {
    const chosen = new Set(zonesChosen(root))
    for (const shape of shapesOf(root)) {
      shape.classList.toggle('chosen', chosen.has(shape.dataset.zone ?? ''))
    }
    changed([...chosen])
  }

  root.addEventListener('click', (event) => {
    const zone = zoneNear(/** @type {MouseEvent} */ (event))
    const box = boxes.find((each) => each.value === zone && !each.matches(':disabled'))
    box?.click()
  })
  root.addEventListener('change', sync)
  return { sync }
}

/** @param {ParentNode} root */
export function zonesChosen(root) {
  return boxesOf(root)
    .filter((box) => box.checked && !box.matches(':disabled'))
    .map(({ value }) => value)
}

/**
 * @param {ParentNode} root
 * @param {string[]} zones
 */
export function setZones(root, zones) {
  for (const box of boxesOf(root)) box.checked = zones.includes(box.value)
}

/**
 * @param {ParentNode} root
 * @returns {HTMLInputElement[]}
 */
function boxesOf(root) {
  return [...root.querySelectorAll('input')].filter(({ name }) => name === 'zones')
}

/**
 * @param {ParentNode} root
 * @returns {SVGPathElement[]}
 */
function shapesOf(root) {
  return [...root.querySelectorAll('path')].filter(({ dataset }) => dataset.zone)
}

/**
 * The zone under a tap on a drawing, or the nearest one that a finger may have meant.
 * @param {MouseEvent} event
 */
function zoneNear(event) {
  const target = /** @type {Element} */ (event.target)
  if (target instanceof SVGElement && target.dataset.zone) return target.dataset.zone
  const drawing = /** @type {SVGSVGElement | null} */ (target.closest('svg[class]'))
  if (!drawing || shapesOf(drawing).length === 0) return undefined
  const matrix = drawing.getScreenCTM()?.inverse()
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
  const distances = shapesOf(drawing).map((shape) => ({
    zone: shape.dataset.zone,
    distance: distanceTo(shape, place),
  }))
  const [nearest] = distances.sort((a, b) => a.distance - b.distance)
  return nearest.distance <= REACH ? nearest.zone : undefined
}

/**
 * @param {SVGPathElement} shape
 * @param {DOMPoint} place
 */
function distanceTo(shape, place) {
  if (shape.isPointInFill(place)) return 0
  const length = shape.getTotalLength()
  const points = Array.from({ length: SAMPLES }, (_, index) =>
    shape.getPointAtLength((length * index) / SAMPLES),
  )
  return Math.min(...points.map(({ x, y }) => Math.hypot(x - place.x, y - place.y)))
}
