// Where: the injected areas, those next to them, and those to massage, on the drawings.
import { PARTS, touches } from '../core/routine.js'
import { make, part, reveal } from './frame.js'
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
  part(section, 'where-list').replaceChildren(
    ...linesOf(section, marks, situation, basics).map((line) => make('li', {}, line)),
  )
  await drawMaps(section, basics, parts)
  paint(section, assessment, marks)
}

/**
 * The drawing in words, for those who do not see it: "Chin: injected, not yet".
 * @param {HTMLElement} section
 * @param {Record<string, Set<string>>} marks
 * @param {Situation} situation
 * @param {Basics} basics
 */
function linesOf(section, marks, { assessment, protocols }, { text: { t } }) {
  const words = { blocked: t('Not yet'), caution: t('With care'), clear: t('Open') }
  return protocols.zones.flatMap(({ id, name }) => {
    const own = Object.keys(marks).filter((mark) => marks[mark].has(id))
    if (own.length === 0) return []
    const said = own.map((mark) => part(section, mark).textContent)
    return `${name}: ${[...said, words[assessment.zones[id].verdict]].join(', ')}`
  })
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
