// The areas of one part of the body: its drawing and its list, in step.
import { MINUTE } from '../core/civil.js'
import { timer } from '../core/format.js'
import { lengthsOf } from '../core/plan-areas.js'
import { part, reveal, write } from './frame.js'
import { createRow } from './plan-area.js'
import { numberShapes } from './plan-marks.js'
import { chooseZones, zonesChosen } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Part} Part */
/** @typedef {import('../core/types.js').Routine} Routine */
/** @typedef {import('./plan-area.js').Row} Row */

/**
 * @param {HTMLElement} main holds the template of an area
 * @param {HTMLFormElement} form
 * @param {Part} name
 * @param {{product: string, rule: import('../core/types.js').RoutineRule}} plan
 * @param {Basics} basics
 */
export function createGroup(main, form, name, { product, rule }, { protocols, text }) {
  const zones = protocols.zones.filter((zone) => zone.part === name && zone.stroke)
  const rows = zones.map((zone) => createRow(main, zone, rule, product, text))
  const fieldset = part(form, `${name}-areas`)
  const list = part(form, `${name}-list`)
  list.append(...rows.map(({ item }) => item))
  let minutes = 0
  const map = chooseZones(fieldset, draw)
  fieldset.hidden = false

  /** @param {string[]} chosen in their order */
  function draw(chosen) {
    const manner = Object.fromEntries(rows.map((row) => [row.zone, row.manner({})]))
    const lengths = lengthsOf(name, { minutes }, { zones: chosen, manner }, protocols)
    const of = chosen.length
    for (const row of rows) {
      const place = chosen.indexOf(row.zone) + 1
      const shareMs = (minutes * MINUTE) / Math.max(1, of)
      row.sync({ place, of, ms: lengths[row.zone] ?? 0, shareMs })
    }
    write(form, { [`${name}-sum`]: sumText(Object.values(lengths)) })
    numberShapes(fieldset, chosen)
  }

  /** @param {number[]} lengths in milliseconds */
  function sumText(lengths) {
    const time = timer(lengths.reduce((sum, ms) => sum + ms, 0))
    return text.tn(
      '%(n)s area, %(time)s each time',
      '%(n)s areas, %(time)s each time',
      lengths.length,
      { time },
    )
  }

  return {
    part: name,
    rows,
    chosen: () => zonesChosen(fieldset),

    /**
     * @param {{id: string, isChosen: boolean}[]} areas every one, in order
     * @param {Routine} routine
     */
    fill(areas, { manner }) {
      for (const { id, isChosen } of areas) {
        const row = rows.find(({ zone }) => zone === id)
        if (!row) continue
        row.fill(isChosen, manner?.[id])
        list.append(row.item)
      }
    },

    /** @param {{minutes: number}} phase whose minutes are shared */
    sync(phase) {
      minutes = phase.minutes
      map.sync()
    },

    /**
     * Changes places with the chosen area before or after it. That one moves, so that
     * the button which was pressed keeps the focus.
     * @param {Row} row
     * @param {1 | -1} step
     */
    move(row, step) {
      const chosen = zonesChosen(fieldset)
      const other = chosen[chosen.indexOf(row.zone) + step]
      const neighbour = rows.find(({ zone }) => zone === other)
      if (!row.isChosen() || !neighbour) return false
      if (step < 0) row.item.after(neighbour.item)
      else row.item.before(neighbour.item)
      return true
    },
  }
}
