// Elements of drawings.

const SVG = 'http://www.w3.org/2000/svg'

/**
 * A new element of a drawing with its attributes.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @returns {SVGElementTagNameMap[T]}
 */
export function draw(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value)
  }
  return element
}
