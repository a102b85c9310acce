// An offer that goes away by itself waits for whoever is on the way to it.

/** By keyboard: what a finger has pressed has the focus long after it is gone. */
const HAS_FOCUS = ':focus-visible, :has(:focus-visible)'

/**
 * Calls back once `ms` have gone by without the pointer on the element, the focus in it
 * or a key pressed anywhere. Answers with what stops it.
 * @param {HTMLElement} element
 * @param {number} ms
 * @param {() => void} over
 */
export function whenUnwanted(element, ms, over) {
  const watching = new AbortController()
  const { signal } = watching
  let timeout = 0
  // Not `:hover`, which stays where a finger was, long after it is gone.
  let isPointedAt = false

  function stop() {
    window.clearTimeout(timeout)
    watching.abort()
  }

  function look() {
    if (isPointedAt || element.matches(HAS_FOCUS)) return wait()
    stop()
    over()
  }

  function wait() {
    window.clearTimeout(timeout)
    timeout = window.setTimeout(look, ms)
  }

  for (const kind of ['pointerenter', 'pointermove']) {
    element.addEventListener(kind, () => (isPointedAt = true), { signal })
  }
  element.addEventListener('pointerleave', () => (isPointedAt = false), { signal })
  for (const kind of ['pointerleave', 'focusout']) {
    element.addEventListener(kind, wait, { signal })
  }
  document.addEventListener('keydown', wait, { signal })
  wait()
  return stop
}
