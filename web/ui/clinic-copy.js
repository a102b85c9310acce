// Copies of a template that stand on one page more than once.
import { copyOf } from './frame.js'

const NAMING = ['id', 'aria-describedby', 'aria-labelledby']

/**
 * A copy whose ids bear a number, so that each is on the page once.
 * @param {ParentNode} root
 * @param {string} name of the template
 * @param {number} number
 */
export function numberedCopy(root, name, number) {
  const copy = copyOf(root, name)
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const attribute of NAMING) {
      const ids = element.getAttribute(attribute)?.split(' ')
      if (!ids) continue
      element.setAttribute(attribute, ids.map((id) => `${id}-${number}`).join(' '))
    }
  }
  return copy
}
