// The frame of every page: its parts by name, its notices, and the one place where a
// failure becomes words.

/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * The element that the template calls `name`.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @returns {E}
 */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`)
  if (!found) throw new Error(`The page has no part "${name}"`)
  return /** @type {E} */ (found)
}

/**
 * Writes texts into parts, by name; an empty text hides its part.
 * @param {ParentNode} root
 * @param {Record<string, string>} texts
 */
export function write(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const element = part(root, name)
    if (element.textContent !== text) element.textContent = text
    element.hidden = text === ''
  }
}

/**
 * Shows or hides parts, by name.
 * @param {ParentNode} root
 * @param {Record<string, boolean>} shown
 */
export function reveal(root, shown) {
  for (const [name, isShown] of Object.entries(shown))
    part(root, name).hidden = !isShown
}

/**
 * A copy of what the page's template of this name holds.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function copyOf(root, name) {
  const template = root.querySelector(`template[data-template="${name}"]`)
  const { content } = /** @type {HTMLTemplateElement} */ (template)
  const copy = /** @type {DocumentFragment} */ (content.cloneNode(true))
  return /** @type {HTMLElement} */ (copy.firstElementChild)
}

/**
 * A new element with its attributes and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/**
 * Puts elements in their place; whoever types in one goes on typing.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} elements
 */
export function placeIn(place, elements) {
  const isSame = elements.every((each, index) => place.children[index] === each)
  if (isSame && place.children.length === elements.length) return
  const focused = document.activeElement
  place.replaceChildren(...elements)
  if (focused instanceof HTMLElement && place.contains(focused))
    focused.focus({ preventScroll: true })
}

/**
 * A field by its name; radio buttons answer as one.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
}

/**
 * Lets a dialog be closed by its button, and by a press beside it.
 * @param {HTMLDialogElement} dialog
 * @param {string} name of the button
 */
export function closable(dialog, name) {
  part(dialog, name).addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
}

/**
 * Sends a form; pressed again before that is done, with a wet finger say, only once.
 * @param {HTMLFormElement} form
 * @param {() => unknown} send
 */
export function onSubmit(form, send) {
  let isSending = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    try {
      await send()
    } finally {
      isSending = false
    }
  })
}

/**
 * Answers an address that ends in `hash`, now and whenever a link leads there again.
 * @param {string} hash
 * @param {() => void} callback
 */
export function onHash(hash, callback) {
  const look = () => takeHash(hash) && callback()
  window.addEventListener('hashchange', look)
  look()
}

/**
 * Whether the address ends in `hash`; asked once, because the address then loses it.
 * @param {string} hash
 */
function takeHash(hash) {
  if (location.hash !== hash) return false
  history.replaceState(null, '', location.pathname)
  return true
}

/** The words after the # of the address, which loses them: "#check.sculptra.face". */
export function takeHashes() {
  const words = location.hash.slice(1).split('.').filter(Boolean)
  if (words.length > 0) history.replaceState(null, '', location.pathname)
  return words
}

/** Of what is asked for ahead, as much as one breath allows a slow phone. */
const ASKED_TOGETHER = 16

/**
 * Asks at once for all modules that the page needs only from now on, instead of one after
 * the other as they name each other. A stored page names none: they are on the phone.
 * @param {HTMLElement} main
 */
export async function askAhead(main) {
  const late = main.querySelector('template[data-template="late"]')
  const { children } = /** @type {HTMLTemplateElement} */ (late).content
  while (children.length > 0) {
    await breathe()
    document.head.append(...[...children].slice(0, ASKED_TOGETHER))
  }
}

/**
 * Lets the browser paint what stands, where it knows how, before the rest is worked out:
 * a slow phone answers a tap sooner.
 */
export async function breathe() {
  await /** @type {any} */ (window).scheduler?.yield?.()
}

/**
 * Says what the patient should know about this phone: a clock that went back, a record
 * that will not last, a language that is not on it.
 * @param {HTMLElement} main
 * @param {Basics} devices
 */
export function tellAboutPhone(main, { clock, ownLanguage, store, text }) {
  const lines = []
  if (clock.wentBack()) {
    lines.push(
      text.t(
        'The clock of this phone went back. Please check date and time in its settings.',
      ),
    )
  }
  if (!store.isLasting) {
    lines.push(
      text.t(
        'This browser keeps nothing: what you enter is gone when you close the page.',
      ),
    )
  }
  if (ownLanguage.isMissing) {
    lines.push(
      text.t(
        'That language is not on this phone yet. Choose it when you have a network.',
      ),
    )
  }
  if (lines.length > 0) write(main, { notice: lines.join(' ') })
}

/**
 * From now on whatever fails is said; most often it is a write without room.
 * @param {HTMLElement} main
 * @param {import('../core/types.js').Text} text
 */
export function hearFaults(main, text) {
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    if (!isBrokenFade(event.reason)) void tellProblem(main, event.reason, text)
  })
}

/**
 * The fade from page to page is the browser's own, and so is what it says when the next
 * page comes too soon for it.
 * @param {unknown} error
 */
function isBrokenFade(error) {
  return error instanceof DOMException && /transition/i.test(error.message)
}

/**
 * What says it best is fetched when it is needed.
 * @param {HTMLElement} main
 * @param {unknown} error
 * @param {import('../core/types.js').Text} [text] none where not even that was loaded
 */
export async function tellProblem(main, error, text) {
  try {
    if (!text) throw error
    const { tellFault } = await import('./faults.js')
    tellFault(main, error, text)
  } catch {
    showProblem(main, error)
  }
}

/**
 * The funnel for everything unexpected. Without texts there is only the page's own
 * language to speak, so the line stands in the page.
 * @param {HTMLElement} main
 * @param {unknown} error
 */
export function showProblem(main, error) {
  console.error('Aftertouch could not go on:', error)
  part(main, 'failure').hidden = false
}
