// QR codes, computed on the device: what they hold is sent nowhere.
import { correction, generate } from '../vendor/lean-qr-2.7.4.0ce41cd6f92c.js'

/** Modules on a side up to which a code may grow to be sturdier. */
const COARSE = 57

export function createQr() {
  return {
    /**
     * The dark modules of the code of a text, row by row, without a margin; null if it
     * is too long for any code. A short one can lose a quarter and is read all the same,
     * a long one less: it must not become too fine for paper.
     * @param {string} text
     * @returns {boolean[][] | null}
     */
    matrixOf(text) {
      const { M, Q } = correction
      try {
        const code = generate(text, { minCorrectionLevel: M })
        const isShort = code.size <= COARSE
        return rowsOf(isShort ? generate(text, { minCorrectionLevel: Q }) : code)
      } catch (error) {
        console.info('No QR code holds this:', error)
        return null
      }
    },
  }
}

/** @param {import('../vendor/lean-qr-2.7.4.0ce41cd6f92c.js').Bitmap} code */
function rowsOf(code) {
  const places = [...Array(code.size).keys()]
  return places.map((y) => places.map((x) => code.get(x, y)))
}
