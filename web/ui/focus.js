// Where the focus goes when what had it is drawn anew or no longer shown.

/** What has the focus, by its key; undefined where that bears none. */
export function focusedKey() {
  const { activeElement } = document
  return activeElement instanceof HTMLElement ? activeElement.dataset.key : undefined
}

/**
 * Gives the focus to the element with this key, or to the heading if it is gone.
 * @param {HTMLElement} main
 * @param {string | null | undefined} key
 */
export function goTo(main, key) {
  /** @type {NodeListOf<HTMLElement>} */
  const keyed = main.querySelectorAll('[data-key]')
  const found = [...keyed].find((element) => element.dataset.key === key)
  if (found?.checkVisibility()) found.focus()
  else goToHeading(main)
}

/**
 * The heading says where one is now.
 * @param {HTMLElement} main
 * @param {FocusOptions} [how]
 */
function goToHeading(main, how) {
  const heading = [...main.querySelectorAll('h1')].find((each) =>
    each.checkVisibility(),
  )
  heading?.setAttribute('tabindex', '-1')
  heading?.focus(how)
}

/**
 * Where what was pressed is no longer there, the heading has the focus; whoever went on
 * elsewhere meanwhile is left alone.
 * @param {HTMLElement} main
 */
export function keepFocus(main) {
  const { activeElement } = document
  const isLost = !activeElement || activeElement === document.body
  if (isLost || !activeElement.checkVisibility()) {
    goToHeading(main, { preventScroll: true })
  }
}
