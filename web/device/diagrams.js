// The drawings of face and body: fetched as documents when a page needs one, because a
// page's own bytes come first and strict pages take no markup from text.

/** @typedef {'face' | 'body-front' | 'body-back'} DiagramName */

/** @param {Document} document */
export function createDiagrams(document) {
  /** @type {Map<string, Promise<Node>>} */
  const loaded = new Map()

  return {
    /**
     * A copy of a drawing, ready to be put into the page; one that did not come is asked
     * for again.
     * @param {DiagramName} name
     */
    async get(name) {
      const drawing = loaded.get(name) ?? request(`/diagrams/${name}.svg`)
      loaded.set(name, drawing)
      drawing.catch(() => loaded.delete(name))
      return /** @type {SVGSVGElement} */ (document.importNode(await drawing, true))
    },
  }
}

/**
 * @param {string} address
 * @returns {Promise<Node>}
 */
function request(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.open('GET', address)
    request.onload = () => {
      const drawing = request.responseXML?.documentElement
      if (drawing) resolve(drawing)
      else reject(new Error(`No drawing at ${address}`))
    }
    request.onerror = () => reject(new Error(`No drawing at ${address}`))
    request.send()
  })
}
