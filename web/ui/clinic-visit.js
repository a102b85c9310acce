// One product that was injected: when, and where.
import { localDate } from '../core/civil.js'
import { field, part, reveal, write } from './frame.js'
import { numberedCopy } from './clinic-copy.js'
import { allowParts, fillForm, lockTime, readForm } from './treatment-form.js'
import { problemsIn, showProblems } from './treatment-problems.js'
import { chooseZones, declareZones } from './zone-map.js'
import { zoneNames } from './plans.js'
import { createParts } from './zone-parts.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').PlannedTreatment} PlannedTreatment */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {ReturnType<typeof createVisit>} Visit */

/** On a clinic's page no area is open or closed yet. */
export const NOTHING_HOLDS = {
  verdict: /** @type {const} */ ('none'),
  opensAt: null,
  zones: {},
  routines: [],
  conflict: null,
}
const EMPTY = { id: '', product: '', date: '', time: '', zones: [], note: '' }

/**
 * @param {HTMLElement} main holds the template
 * @param {number} key its number on this page, never used again
 * @param {Basics} basics
 * @param {{changed: () => void, remove: () => void}} actions
 */
export function createVisit(main, key, basics, { changed, remove }) {
  const form = /** @type {HTMLFormElement} */ (numberedCopy(main, 'visit', key))
  const map = chooseZones(part(form, 'zones'), (zones) =>
    nameZones(form, zones, basics),
  )
  const parts = createParts(form, 'zones', basics)
  let timezone = basics.clock.timezone()
  const title = part(form, 'visit-title')
  title.id = `visit-title-${key}`
  form.setAttribute('aria-labelledby', title.id)
  field(form, 'date').max = localDate(basics.clock.now(), timezone)

  /** @param {string[]} [zones] */
  async function allow(zones) {
    await allowParts(parts, form, basics, zones)
    map.sync()
    declareZones(form, NOTHING_HOLDS)
  }

  form.addEventListener('change', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === 'unknown') lockTime(form)
    // The drawings may come late; which areas may be chosen is clear at once.
    if (name === 'product') void allow()
    changed()
  })
  part(form, 'remove').addEventListener('click', remove)
  void allow()

  /** @returns {Treatment} */
  const read = () => ({
    ...readForm(form, null, basics),
    id: String(key),
    timezone,
  })

  return {
    key,
    form,
    read,
    focus: () => title.focus(),

    /** @param {Partial<PlannedTreatment>} visit */
    fill(visit) {
      timezone = visit.timezone ?? timezone
      fillForm(form, { ...EMPTY, timezone, ...visit })
      void allow(visit.zones)
    },

    /**
     * @param {number} place from 1
     * @param {number} of
     */
    place(place, of) {
      write(form, {
        'visit-title': basics.text.t('Product %(number)s', { number: place }),
      })
      reveal(form, { remove: of > 1 })
    },

    /**
     * Whether it can be handed over; says what stands against it.
     * @param {Treatment[]} earlier the entries before it
     */
    isRight(earlier) {
      const visit = read()
      const product = { field: 'product', text: basics.text.t('Choose the product.') }
      const found = problemsIn(visit, basics).map((problem) => {
        return problem.field === 'product'
          ? /** @type {typeof problem} */ (product)
          : problem
      })
      const problems = [...found, ...again(visit, earlier, basics)]
      showProblems(form, problems)
      return problems.length === 0
    },
  }
}

/**
 * @param {Treatment} visit
 * @param {Treatment[]} earlier
 * @param {Basics} basics
 * @returns {import('./treatment-problems.js').Problem[]}
 */
function again({ product, date }, earlier, { text: { t } }) {
  const isThere = earlier.some((one) => one.product === product && one.date === date)
  const text = t('This product has an entry for this day. Add its areas there.')
  return isThere && product ? [{ field: 'product', text }] : []
}

/**
 * Says beside each drawing what is chosen on it.
 * @param {HTMLElement} form
 * @param {string[]} zones
 * @param {Basics} basics
 */
function nameZones(form, zones, basics) {
  for (const where of /** @type {const} */ (['face', 'body'])) {
    const own = basics.protocols.zones.filter(({ part: name }) => name === where)
    const ids = own.map(({ id }) => id).filter((id) => zones.includes(id))
    part(form, `map-note-${where}`).textContent = zoneNames(ids, basics)
  }
}
