// Numbers and words as bits, and bits as capital letters and digits: a code for these
// costs least of all, and they survive being read aloud.

/** The bits read so far of all there are. @typedef {{bits: number[], at: number}} Source */
/**
 * How a value stands in bits. `read` throws where there are too few.
 * @template V
 * @typedef {{write: (bits: number[], value: V) => void, read: (source: Source) => V}} Code
 */

/** Nothing that is easily taken for something else: no I, L, O or U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BITS_OF_SIGN = 5
const BITS_OF_SUM = 32
const POLYNOMIAL = 0xedb88320
/** A number that grows: so many bits at a time, each time with one that says "more". */
const BITS_OF_PART = 4
const MOST_PARTS = 6
const BITS_OF_LETTER = 7
const BITS_OF_PAGE = 14
const LAST_CHARACTER = 0x10ffff

/**
 * @param {number[]} bits
 * @returns {string}
 */
export function signsOf(bits) {
  const count = Math.ceil(bits.length / BITS_OF_SIGN)
  const values = Array.from({ length: count }, (_, index) => {
    const from = index * BITS_OF_SIGN
    const own = bits.slice(from, from + BITS_OF_SIGN)
    return own.reduce((value, bit, place) => value | (bit << (4 - place)), 0)
  })
  return values.map((value) => SIGNS[value]).join('')
}

/**
 * @param {string} signs
 * @returns {Source}
 */
export function bitsOf(signs) {
  const bits = [...signs].flatMap((sign) => {
    const value = SIGNS.indexOf(sign)
    if (value < 0) throw new RangeError('This is no sign of the code')
    return [4, 3, 2, 1, 0].map((place) => (value >> place) & 1)
  })
  return { bits, at: 0 }
}

/**
 * The text as it was meant where somebody typed it.
 * @param {string} text
 */
export function retyped(text) {
  return text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
}

/**
 * Seven signs that hardly any other text has (CRC-32).
 * @param {string} text
 */
export function sumOf(text) {
  let sum = -1
  for (let index = 0; index < text.length; index += 1) {
    sum ^= text.charCodeAt(index)
    for (let bit = 0; bit < 8; bit += 1) {
      sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0)
    }
  }
  /** @type {number[]} */
  const bits = []
  number(BITS_OF_SUM).write(bits, ~sum >>> 0)
  return signsOf(bits)
}

/**
 * Whether nothing is left but the bits that fill up the last sign.
 * @param {Source} source
 */
export function isAtEnd({ bits, at }) {
  const rest = bits.slice(at)
  return rest.length < BITS_OF_SIGN && rest.every((bit) => bit === 0)
}

/**
 * A whole number of a fixed size; another one throws.
 * @param {number} size in bits
 * @returns {Code<number>}
 */
export function number(size) {
  const places = Array.from({ length: size }, (_, index) => 2 ** (size - 1 - index))
  return {
    write: (bits, value) => {
      const fits = Number.isInteger(value) && value >= 0 && value < 2 ** size
      if (!fits) throw new RangeError('A link has no room for this number')
      bits.push(...places.map((place) => Math.floor(value / place) % 2))
    },
    read: (source) => {
      const own = source.bits.slice(source.at, source.at + size)
      if (own.length < size) throw new RangeError('The code ends too soon')
      source.at += size
      return own.reduce((value, bit, index) => value + bit * places[index], 0)
    },
  }
}

const bit = number(1)
const part = number(BITS_OF_PART)
const letterCode = number(BITS_OF_LETTER)
const pageCode = number(BITS_OF_PAGE)

/** @type {Code<boolean>} */
export const flag = {
  write: (bits, value) => void bits.push(value ? 1 : 0),
  read: (source) => bit.read(source) === 1,
}

/** A whole number that is mostly small. @type {Code<number>} */
export const count = {
  write(bits, value) {
    const many = 2 ** BITS_OF_PART
    part.write(bits, value % many)
    flag.write(bits, value >= many)
    if (value >= many) count.write(bits, Math.floor(value / many))
  },
  read(source) {
    let value = 0
    for (let index = 0; index < MOST_PARTS; index += 1) {
      value += part.read(source) * 2 ** (BITS_OF_PART * index)
      if (!flag.read(source)) return value
    }
    throw new RangeError('The number is too large')
  },
}

/** A whole number on either side of 0. @type {Code<number>} */
export const distance = {
  write: (bits, value) => count.write(bits, value < 0 ? -2 * value - 1 : 2 * value),
  read(source) {
    const value = count.read(source)
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  },
}

/** Words: Latin letters in 8 bits, those of one other script in 9. @type {Code<string>} */
export const words = {
  write(bits, text) {
    const letters = [...text].map((letter) => letter.codePointAt(0) ?? 0)
    let page = 0
    count.write(bits, letters.length)
    for (const letter of letters) {
      const own = letter >> BITS_OF_LETTER
      flag.write(bits, own > 0)
      if (own > 0) flag.write(bits, own !== page)
      if (own > 0 && own !== page) pageCode.write(bits, own)
      letterCode.write(bits, letter % 2 ** BITS_OF_LETTER)
      if (own > 0) page = own
    }
  },
  read(source) {
    const length = count.read(source)
    let page = 0
    let text = ''
    for (let index = 0; index < length; index += 1) {
      const isOther = flag.read(source)
      if (isOther && flag.read(source)) page = pageCode.read(source)
      const letter = letterCode.read(source)
      text += letterOf((isOther ? page << BITS_OF_LETTER : 0) + letter)
    }
    return text
  },
}

/** @param {number} character */
function letterOf(character) {
  if (character > LAST_CHARACTER) throw new RangeError('There is no such letter')
  return String.fromCodePoint(character)
}
