// Phone numbers as people write them, and as a phone dials them.

const WRITTEN = /^\(?\+?[\d\s()./\p{Pd}]+$/u
/** The longest number there is (E.164). */
const LONGEST = 15

/**
 * Whether this can be dialled: only digits and what people put between them.
 * @param {string} text
 * @param {number} [shortest] how many digits it has at least
 */
export function isNumber(text, shortest = 3) {
  const digits = text.replace(/\D/g, '').length
  return WRITTEN.test(text.trim()) && digits >= shortest && digits <= LONGEST
}

/**
 * The link that dials a number: digits, and a plus where it begins with one. The zero
 * in "+44 (0)20" is dialled only without the plus.
 * @param {string} number
 */
export function dialLink(number) {
  const isAbroad = /^\(?\+/.test(number.trim())
  const dialled = isAbroad ? number.replace(/\(0\)/, '') : number
  return `tel:${isAbroad ? '+' : ''}${dialled.replace(/\D/g, '')}`
}
