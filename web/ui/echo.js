// Wet fingers: a drop or a slip often lands twice, and what it presses then may have come
// to lie there only just now.

/** Two touches closer than this, in time and on the glass, are one. */
const ONE_TOUCH_MS = 350
const ONE_PLACE_PX = 16

/**
 * From now on the second landing of a touch presses nothing but what the first one did;
 * and none presses a page that began to load only after the finger had come down.
 * @param {Document} document
 */
export function ignoreEchoes(document) {
  /** @type {{target: EventTarget | null, at: number, x: number, y: number}} */
  let first = { target: null, at: -Infinity, x: 0, y: 0 }
  /** @type {EventTarget | null} */
  let pressed = null
  let isEcho = false

  document.addEventListener('pointerdown', look, { capture: true })
  document.addEventListener('click', hold, { capture: true })

  /** @param {PointerEvent} event */
  function look({ target, pointerType, clientX: x, clientY: y }) {
    const at = Number(document.timeline.currentTime)
    const isSoon = at - first.at < ONE_TOUCH_MS
    const isThere = Math.hypot(x - first.x, y - first.y) <= ONE_PLACE_PX
    const isOther = isSoon && isThere && target !== first.target
    isEcho = pointerType === 'touch' && (at < ONE_TOUCH_MS || isOther)
    if (!isEcho) first = { target, at, x, y }
  }

  /**
   * A mouse is counted by the browser; keys and scripts have no count.
   * @param {MouseEvent} event
   */
  function hold(event) {
    const { target, detail } = event
    const isSecond = detail > 1 && target !== pressed
    pressed = target
    if (detail === 0 || !(isEcho || isSecond)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}
