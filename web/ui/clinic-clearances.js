// What the clinic clears: areas that may be massaged all the same, and what it says.
import { PARTS } from '../core/routine.js'
import { field, part, write } from './frame.js'
import { numberedCopy } from './clinic-copy.js'
import { setZones, zonesChosen } from './zone-map.js'
import { createParts } from './zone-parts.js'
import { markWrong } from './wrong.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan['clearances'][number]} Cleared */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => void} changed
 */
export function createClearances(main, basics, changed) {
  /** @type {HTMLFormElement[]} */
  let forms = []
  let last = 0

  /** @param {Cleared} cleared */
  function add({ zones, note }) {
    const copy = numberedCopy(main, 'clearance', ++last)
    const form = /** @type {HTMLFormElement} */ (copy)
    const title = part(form, 'clearance-title')
    title.id = `clearance-title-${last}`
    form.setAttribute('aria-labelledby', title.id)
    setZones(form, zones)
    field(form, 'note').value = note
    const shown = basics.protocols.zones.find(({ id }) => zones.includes(id))?.part
    void createParts(form, 'clearance-zones', basics).allow(PARTS, shown)
    part(form, 'clearance-remove').addEventListener('click', () => take(form))
    show([...forms, form])
    return title
  }

  /** @param {HTMLFormElement} form */
  function take(form) {
    show(forms.filter((one) => one !== form))
    part(main, 'add-clearance').focus()
    changed()
  }

  /** @param {HTMLFormElement[]} next */
  function show(next) {
    forms = next
    part(main, 'clearances').replaceChildren(...forms)
  }

  part(main, 'add-clearance').addEventListener('click', () => {
    add({ zones: [], note: '' }).focus()
    changed()
  })

  return {
    /** @param {Cleared[]} clearances */
    fill(clearances) {
      show([])
      clearances.forEach(add)
    },

    /** The clearances; null where one names no area. */
    take() {
      const wrong = [...forms].reverse().filter((form) => !isRight(form, basics.text))
      if (wrong.length > 0) return null
      return forms.map((form) => ({
        zones: zonesChosen(form),
        note: field(form, 'note').value.trim(),
      }))
    },
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {import('../core/types.js').Text} text
 */
function isRight(form, { t }) {
  const isRight = zonesChosen(form).length > 0
  write(form, {
    'clearance-zones-problem': isRight ? '' : t('Choose at least one area.'),
  })
  markWrong(form, 'zones', !isRight)[0]?.focus()
  return isRight
}
