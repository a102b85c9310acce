// A picture of the days: a petal for each day, a dot for each massage, filled as they are
// done. The table beside it says the same; this one is to be looked at.
import { totals } from '../core/progress.js'
import { draw } from './svg.js'

/** @typedef {import('../core/progress.js').Row} Row */
/** @typedef {import('../core/progress.js').Slot} Slot */

const CENTRE = 160
/** Where petals begin and end, in units of the drawing. */
const INNER = 42
const OUTER = 156
const LARGEST_DOT = 12
const WIDEST_PETAL = 104

/**
 * @param {Row[]} rows
 * @param {string} today
 */
export function drawBloom(rows, today) {
  const days = rows.filter(({ slots }) => slots.length > 0)
  const svg = draw('svg', { viewBox: '0 0 320 320' })
  const turn = 360 / Math.max(1, days.length)
  svg.append(
    ...days.map((row, index) => drawPetal(row, index * turn, turn, row.date === today)),
    ...drawHeart(totals(days).done),
  )
  return svg
}

/**
 * How many are done, where the petals meet.
 * @param {number} done
 */
function drawHeart(done) {
  const [x, y] = [String(CENTRE), String(CENTRE)]
  const figure = draw('text', { x, y, dy: '0.36em', class: 'figure' })
  figure.textContent = String(done)
  return [
    draw('circle', { cx: x, cy: y, r: String(INNER - 6), class: 'heart' }),
    figure,
  ]
}

/**
 * @param {Row} row
 * @param {number} angle in degrees, clockwise from the top
 * @param {number} turn how many degrees belong to the petal
 * @param {boolean} isToday
 */
function drawPetal({ slots }, angle, turn, isToday) {
  const group = draw('g', { transform: `rotate(${angle} ${CENTRE} ${CENTRE})` })
  const half = Math.sin((Math.min(turn, 90) * Math.PI) / 360)
  const width = Math.min(WIDEST_PETAL, 2 * OUTER * 0.7 * half)
  group.append(
    draw('path', { d: petal(width), class: isToday ? 'petal today' : 'petal' }),
    ...slots.map((slot) => drawDot(slot, slots.length, half)),
  )
  return group
}

/**
 * A leaf from the centre to the rim, widest in its outer third.
 * @param {number} width
 */
function petal(width) {
  const [top, bottom] = [CENTRE - OUTER, CENTRE - INNER + 26]
  const [left, right] = [CENTRE - width / 2, CENTRE + width / 2]
  const shoulder = top + (bottom - top) * 0.08
  const waist = top + (bottom - top) * 0.62
  return [
    `M${CENTRE} ${bottom}`,
    `C${CENTRE - width * 0.2} ${waist} ${left} ${waist} ${left} ${(top + waist) / 2}`,
    `C${left} ${shoulder} ${CENTRE - width * 0.3} ${top} ${CENTRE} ${top}`,
    `C${CENTRE + width * 0.3} ${top} ${right} ${shoulder} ${right} ${(top + waist) / 2}`,
    `C${right} ${waist} ${CENTRE + width * 0.2} ${waist} ${CENTRE} ${bottom}Z`,
  ].join('')
}

/**
 * Dots grow from the centre outward, as far as the petal has room.
 * @param {Slot} slot
 * @param {number} count
 * @param {number} half
 */
function drawDot({ slot, session, done }, count, half) {
  const step = (OUTER - INNER - 12) / count
  const radius = INNER + 2 + step * (slot - 0.4)
  const growth = 0.62 + (0.38 * slot) / count
  const size = Math.min(LARGEST_DOT, step * 0.47, radius * half * 0.6) * growth
  const [cx, cy] = [CENTRE, CENTRE - radius]
  const state = done ? 'done' : session ? 'part' : 'open'
  return draw('circle', {
    ...{ cx: String(cx), cy: cy.toFixed(1), r: size.toFixed(1) },
    class: state,
  })
}
