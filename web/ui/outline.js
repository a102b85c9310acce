// The outline of the face on the mirror: drawn from our own drawing, fitted to the
// patient's face by hand, with the area of the moment marked on it.
import { part, reveal } from './frame.js'
import { outlineOf } from './outline-drawing.js'
import { draw as drawSvg } from './svg.js'

/** @typedef {{x: number, y: number, scale: number}} Place the middle of the outline, in
 *   widths and heights of the mirror away from the mirror's own, and its size */

const OFFSET = 0.6
const SMALLEST = 0.35
const LARGEST = 2.5
const STEP = 0.03
const GROWTH = 1.07
/** @type {Record<string, (place: Place) => Place>} */
const CHANGES = {
  'mirror-larger': (place) => ({ ...place, scale: place.scale * GROWTH }),
  'mirror-smaller': (place) => ({ ...place, scale: place.scale / GROWTH }),
  'mirror-up': (place) => ({ ...place, y: place.y - STEP }),
  'mirror-down': (place) => ({ ...place, y: place.y + STEP }),
  'mirror-left': (place) => ({ ...place, x: place.x - STEP }),
  'mirror-right': (place) => ({ ...place, x: place.x + STEP }),
}

/**
 * @param {HTMLElement} root
 * @param {Pick<import('./massage.js').Devices, 'diagram' | 'store'>} devices
 */
export function createOutline(root, { diagram, store }) {
  const glass = part(root, 'mirror-glass')
  const mark = drawSvg('path', { class: 'mirror-mark' })
  /** @type {Map<string, string>} */
  const shapes = new Map()
  /** @type {Place} */
  let place = { x: 0, y: 0, scale: 1 }
  let zone = ''
  /** @type {'left' | 'right' | undefined} */
  let side

  /** @param {Place} wanted */
  function move(wanted) {
    place = within(wanted)
    for (const [name, value] of Object.entries(place)) {
      glass.style.setProperty(`--${name}`, String(value))
    }
  }

  function keep() {
    store.set('mirrorOutline', place).catch((error) => {
      console.info('No room to remember the place of the outline:', error)
    })
  }

  /** Once: the drawing does not change, and comes from what the page has already. */
  async function draw() {
    if (shapes.size > 0) return
    const drawing = await diagram('face')
    if (shapes.size > 0) return
    for (const path of drawing.querySelectorAll('path')) {
      if (path.dataset.zone) shapes.set(path.dataset.zone, path.getAttribute('d') ?? '')
    }
    glass.append(outlineOf(drawing, mark))
    drawMark()
  }

  function drawMark() {
    mark.setAttribute('d', shapes.get(zone) ?? '')
    mark.dataset.marked = zone
    mark.dataset.side = side ?? 'both'
    if (side) mark.setAttribute('clip-path', `url(#mirror-${side})`)
    else mark.removeAttribute('clip-path')
  }

  /** @param {boolean} isFitting */
  function fit(isFitting) {
    part(root, 'stage').classList.toggle('is-fitting', isFitting)
    reveal(root, { 'mirror-fitting': isFitting, 'mirror-fit': !isFitting })
    part(root, isFitting ? 'mirror-larger' : 'mirror-fit').focus({
      preventScroll: true,
    })
  }

  for (const [name, change] of Object.entries(CHANGES)) {
    part(root, name).addEventListener('click', () => {
      move(change(place))
      keep()
    })
  }
  part(root, 'mirror-fit').addEventListener('click', () => fit(true))
  part(root, 'mirror-fitted').addEventListener('click', () => fit(false))
  letDrag(glass, () => place, move, keep)

  return {
    draw,

    /**
     * The patient's own left is at the left of a mirror, and of our drawing.
     * @param {string} marked
     * @param {'left' | 'right'} [on] both sides if not said
     */
    mark(marked, on) {
      zone = marked
      side = on
      drawMark()
    },

    /** The outline is where the patient has left it. */
    async restore() {
      const { settings } = await store.read()
      move({ ...place, ...settings.mirrorOutline })
    },

    stopFitting() {
      part(root, 'stage').classList.remove('is-fitting')
      reveal(root, { 'mirror-fitting': false })
    },
  }
}

/**
 * Only while fitting, and never the only way: fingers with cream on them slip.
 * @param {HTMLElement} glass
 * @param {() => Place} placeOf
 * @param {(place: Place) => void} move
 * @param {() => void} keep
 */
function letDrag(glass, placeOf, move, keep) {
  let from = { x: 0, y: 0, place: placeOf() }
  glass.addEventListener('pointerdown', ({ pointerId, clientX: x, clientY: y }) => {
    if (!glass.closest('.is-fitting')) return
    from = { x, y, place: placeOf() }
    glass.setPointerCapture(pointerId)
  })
  glass.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!glass.hasPointerCapture(pointerId)) return
    const { x, y } = from.place
    const right = (clientX - from.x) / glass.clientWidth
    const down = (clientY - from.y) / glass.clientHeight
    move({ ...from.place, x: x + right, y: y + down })
  })
  glass.addEventListener('lostpointercapture', keep)
}

/**
 * @param {Place} wanted as kept, or as brought by a backup
 * @returns {Place}
 */
function within({ x, y, scale }) {
  return {
    x: clamp(x, -OFFSET, OFFSET) ?? 0,
    y: clamp(y, -OFFSET, OFFSET) ?? 0,
    scale: clamp(scale, SMALLEST, LARGEST) ?? 1,
  }
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : undefined
}
