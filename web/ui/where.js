// Where: the injected areas, those next to them, and those to massage, on the drawings.
import { PARTS, touches } from '../core/routine.js'
import { part, reveal } from './frame.js'
import { drawMaps, paint } from './zone-map.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */

/**
 * @param {HTMLElement} main
 * @param {Situation} situation
 * @param {Basics} basics
 */
export async function drawWhere(main, situation, basics) {
  const { assessment, protocols } = situation
  const marks = marksOf(situation)
  const marked = { zones: Object.values(marks).flatMap((zones) => [...zones]) }
  const parts = PARTS.filter((each) => touches(marked, each, protocols))
  reveal(main, {
    where: parts.length > 0,
    'where-face': parts.includes('face'),
    'where-body': parts.includes('body'),
    'legend-injected': marks.injected.size > 0,
    'legend-beside': marks.beside.size > 0,
    'legend-routine': marks.routine.size > 0,
  })
  const section = part(main, 'where')
  await drawMaps(section, basics, parts)
  paint(section, assessment, marks)
}

/**
 * @param {Situation} situation
 * @returns {Record<'injected' | 'beside' | 'routine', Set<string>>}
 */
function marksOf({ assessment, kept, routines, protocols }) {
  const deciding = Object.values(assessment.zones).flatMap(({ because }) => because)
  const active = new Set(deciding.map(({ treatment }) => treatment))
  const visits = kept.treatments.filter(({ id }) => active.has(id))
  const injected = new Set(visits.flatMap(({ zones }) => zones))
  const near = [...injected].flatMap((zone) => protocols.neighbours[zone] ?? [])
  const isHeld = (/** @type {string} */ zone) => {
    return assessment.zones[zone].verdict !== 'clear' && !injected.has(zone)
  }
  return {
    injected,
    beside: new Set(near.filter(isHeld)),
    routine: new Set(routines.flatMap(({ zones }) => zones)),
  }
}
