/** Words that are cut, lie over others, or leave the window. */
function misplaced() {
  const seen = (element) =>
    element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    })
  const hides = (style) =>
    [style.overflowX, style.overflowY].some((how) => how === 'hidden' || how === 'clip')
  const said = (node) => node.textContent.trim().replace(/\s+/g, ' ').slice(0, 60)
  const floats = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { position } = getComputedStyle(at)
      if (position === 'fixed' || position === 'sticky') return true
    }
    return false
  }
  const wide = document.documentElement.clientWidth
  const faults = []
  const isWide = document.documentElement.scrollWidth > wide
  if (isWide) faults.push('the page scrolls sideways')

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const lines = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    const element = node.parentElement
    if (!said(node) || !seen(element)) continue
    if (element.closest('.visually-hidden, .skip, noscript, svg')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue
      lines.push({ node, element, box, floats: floats(element) })
    }
  }
  const cut = (box, { left, right, top, bottom }) =>
    box.left < left - 1.5 ||
    box.right > right + 1.5 ||
    box.top < top - 1.5 ||
    box.bottom > bottom + 1.5
  for (const { node, element, box } of lines) {
    if (box.left < -1 || box.right > wide + 1) {
      faults.push(`beyond the edge: ${said(node)}`)
    }
    for (let at = element; at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      const frame = at.getBoundingClientRect()
      const pressed = at.matches('button, a.button, summary, .switch label')
      const isCut = cut(box, frame) && (hides(style) || pressed)
      if (isCut) faults.push(`cut by ${at.localName}.${at.className}: ${said(node)}`)
      if (style.position === 'fixed') break
    }
  }
  // Lines of one text may touch; what lies under the tabs can be scrolled from there.
  const still = lines
    .filter((line) => !line.floats)
    .sort((a, b) => a.box.top - b.box.top)
  still.forEach((one, index) => {
    for (const other of still.slice(index + 1)) {
      if (other.box.top > one.box.bottom) break
      if (one.node === other.node) continue
      const across =
        Math.min(one.box.right, other.box.right) -
        Math.max(one.box.left, other.box.left)
      const down =
        Math.min(one.box.bottom, other.box.bottom) -
        Math.max(one.box.top, other.box.top)
      if (across > 2 && down > 0.35 * Math.min(one.box.height, other.box.height)) {
        faults.push(`one over the other: ${said(one.node)} / ${said(other.node)}`)
      }
    }
  })
  return [...new Set(faults)]
}
