// The list of signs: those that belong to what was done come first, and each is a
// button that says "I notice this".
import { concerns } from '../core/redflags.js'
import { make, part } from './frame.js'

/** @typedef {import('../core/types.js').Level} Level */
/** @typedef {{id: string, level: Level, spreads: boolean, text: string}} Sign */
/** @typedef {{name: string, signs: HTMLElement[]}} Cause */

const LEVELS = /** @type {Level[]} */ (['red', 'orange', 'yellow'])

/**
 * The words of a sign, as the page has them.
 * @param {ParentNode} main
 * @param {string} id
 */
export function signText(main, id) {
  const sign = signsIn(main).find(({ dataset }) => dataset.sign === id)
  return sign ? wordsIn(sign) : id
}

/**
 * Makes a button of each sign.
 * @param {HTMLElement} main
 * @param {(sign: Sign) => void} seen
 */
export function offerSigns(main, seen) {
  for (const sign of signsIn(main)) {
    sign.firstElementChild?.append(make('span', { class: 'noted small', hidden: '' }))
    const button = make('button', { type: 'button', class: 'sign' }, ...sign.children)
    button.addEventListener('click', () => seen(signOf(sign)))
    sign.append(button)
  }
}

/**
 * Marks the signs that stand at the top of the page already.
 * @param {HTMLElement} main
 * @param {string[]} ids
 * @param {string} word
 */
export function markNoted(main, ids, word) {
  for (const sign of signsIn(main)) {
    const isNoted = ids.includes(sign.dataset.sign ?? '')
    const mark = /** @type {HTMLElement} */ (sign.querySelector('.noted'))
    mark.textContent = isNoted ? ` ${word}` : ''
    mark.hidden = !isNoted
  }
}

/**
 * Sorts the signs by what was done, again and again as that changes.
 * @param {HTMLElement} main
 */
export function createSorting(main) {
  const causes = new Map(LEVELS.map((level) => [level, causesOf(main, level)]))
  let sorted = ''

  /** @param {string[]} products that were used; none: every sign may belong */
  return function sort(products) {
    if (products.join() === sorted) return
    sorted = products.join()
    for (const [level, all] of causes) {
      const near = pick(all, (sign) => isNear(sign, products))
      const far = pick(all, (sign) => !isNear(sign, products))
      place(main, level, near, far)
    }
  }
}

/**
 * Nothing red is ever folded away: it counts whatever was done.
 * @param {HTMLElement} main
 * @param {Level} level
 * @param {HTMLElement[]} near
 * @param {HTMLElement[]} far
 */
function place(main, level, near, far) {
  const isFolded = level !== 'red' && far.length > 0
  const others = part(main, `${level}-others`)
  const inside = /** @type {HTMLElement} */ (others.querySelector('.causes'))
  part(main, `${level}-signs`).replaceChildren(...near, ...(isFolded ? [] : far))
  inside.replaceChildren(...(isFolded ? far : []))
  others.hidden = !isFolded
}

/**
 * @param {HTMLElement} sign
 * @param {string[]} products
 */
function isNear({ dataset }, products) {
  const after = (dataset.after ?? '').split(' ').filter(Boolean)
  return products.length === 0 || concerns(after, products)
}

/**
 * The causes with those of their signs that pass, as they stand on the page.
 * @param {Cause[]} causes
 * @param {(sign: HTMLElement) => boolean} passes
 */
function pick(causes, passes) {
  return causes.flatMap(({ name, signs }) => {
    const picked = signs.filter(passes)
    if (picked.length === 0) return []
    const list = make('ul', {}, ...picked)
    return [make('div', { class: 'cause' }, make('h3', {}, name), list)]
  })
}

/**
 * @param {HTMLElement} main
 * @param {Level} level
 * @returns {Cause[]}
 */
function causesOf(main, level) {
  const groups = [...part(main, `${level}-signs`).children]
  return groups.map((group) => ({
    name: group.querySelector('h3')?.textContent ?? '',
    signs: signsIn(group),
  }))
}

/**
 * @param {ParentNode} root
 * @returns {HTMLElement[]}
 */
function signsIn(root) {
  return [...root.querySelectorAll('li')].filter(({ dataset }) => dataset.sign)
}

/** @param {HTMLElement} sign */
function wordsIn(sign) {
  return sign.querySelector('[data-says]')?.textContent ?? ''
}

/**
 * @param {HTMLElement} element
 * @returns {Sign}
 */
function signOf(element) {
  const { sign = '', level, spreads } = element.dataset
  return {
    id: sign,
    level: /** @type {Level} */ (level),
    spreads: spreads === 'true',
    text: wordsIn(element),
  }
}
