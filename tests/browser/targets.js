/**
 * Controls that are less than `size` pixels, or less than `between` from the next.
 * @param {[number, number]} least
 */
function tooSmallOrNear([size, between]) {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true })
  const named = (element) => {
    const words = element.ariaLabel || element.textContent || element.value || ''
    return `${element.localName} "${words.trim().replace(/\s+/g, ' ').slice(0, 40)}"`
  }
  // A box to tick is pressed anywhere on its label.
  const area = (element) => {
    const own = element.getBoundingClientRect()
    const isTicked = ['checkbox', 'radio'].includes(element.type)
    const label = isTicked && element.labels[0]?.getBoundingClientRect()
    if (!label) return own
    const left = Math.min(own.left, label.left),
      right = Math.max(own.right, label.right)
    const top = Math.min(own.top, label.top)
    return new DOMRect(
      left,
      top,
      right - left,
      Math.max(own.bottom, label.bottom) - top,
    )
  }
  // In running text the line sets the size, as WCAG has it; sources stand in such lines.
  const isText = (element) =>
    element.matches('.source') ||
    (element.localName === 'a' && getComputedStyle(element).display === 'inline')
  const open = document.querySelector('dialog[open]') ?? document
  const all = [
    ...open.querySelectorAll('a[href], button, input, select, textarea, summary'),
  ]
    .filter((element) => seen(element) && !isText(element) && !element.closest('.skip'))
    .map((element) => ({ element, box: area(element) }))
    .filter(({ box }) => box.width > 1 && box.height > 1)
  const faults = all
    .filter(({ box }) => Math.min(box.width, box.height) < size - 0.5)
    .map(
      ({ element, box }) => `small, ${box.width} by ${box.height}: ${named(element)}`,
    )
  const isTab = ({ element }) => Boolean(element.closest('.tabs'))
  all.forEach((one, index) =>
    all.slice(index + 1).forEach((other) => {
      if (one.element.contains(other.element) || other.element.contains(one.element))
        return
      if (isTab(one) !== isTab(other)) return // The tabs lie over what scrolls.
      const across =
        Math.max(one.box.left, other.box.left) -
        Math.min(one.box.right, other.box.right)
      const down =
        Math.max(one.box.top, other.box.top) -
        Math.min(one.box.bottom, other.box.bottom)
      const gap = Math.max(across, down)
      if (gap < between - 0.5) {
        faults.push(`${gap} between ${named(one.element)} and ${named(other.element)}`)
      }
    }),
  )
  return faults
}
