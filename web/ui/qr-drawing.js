// A QR code as one drawing: black on white in every theme, with its quiet margin.
import { draw } from './svg.js'

/** The margin that readers need, in modules. */
const QUIET = 4

/**
 * @param {boolean[][]} rows the dark modules
 * @param {string} name of the picture
 */
export function drawQr(rows, name) {
  const whole = rows.length + 2 * QUIET
  const place = { x: String(-QUIET), y: String(-QUIET) }
  const size = { width: String(whole), height: String(whole) }
  const picture = draw('svg', {
    viewBox: `${-QUIET} ${-QUIET} ${whole} ${whole}`,
    role: 'img',
    'aria-label': name,
    'shape-rendering': 'crispEdges',
  })
  picture.append(
    draw('rect', { ...place, ...size, fill: '#fff' }),
    draw('path', { d: rows.map(lineOf).join(''), fill: '#000' }),
  )
  return picture
}

/**
 * One row: a bar for each run of dark modules.
 * @param {boolean[]} row
 * @param {number} y
 */
function lineOf(row, y) {
  const modules = row.map((isDark) => (isDark ? '#' : ' ')).join('')
  const bars = [...modules.matchAll(/#+/g)]
  return bars
    .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
    .join('')
}
