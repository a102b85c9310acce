// Wet fingers: a drop or a slip often lands twice, and the second one is not meant.

/** Two touches of a finger closer than this are one. */
const ONE_TOUCH_MS = 350

/** Tells presses that are meant from their echoes. */
export function createTouch() {
  let last = -Infinity

  return {
    /**
     * @param {Event} event a click
     */
    isMeant(event) {
      const { detail, timeStamp, pointerType } = /** @type {PointerEvent} */ (event)
      const isSoon = pointerType === 'touch' && timeStamp - last < ONE_TOUCH_MS
      last = timeStamp
      // Where the browser counts clicks itself, the second of a double click has 2.
      return detail < 2 && !isSoon
    },
  }
}
