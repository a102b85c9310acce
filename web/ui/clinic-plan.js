// The plan that comes of what a clinic writes down: the massage and the waiting times that
// its visits ask for, and the link.
import { isoOf } from '../core/civil.js'
import { readLink } from '../core/plan-link.js'
import { createResult } from './clinic-result.js'
import { createRoutines } from './clinic-routines.js'
import { createWaits } from './clinic-waits.js'
import { write } from './frame.js'

/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {import('./clinic.js').Devices} Devices */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {import('./clinic.js').Written} written
 * @param {() => void} startAnew
 */
export function createPlan(main, devices, written, startAnew) {
  const { about, visits, clearances } = written
  const routines = createRoutines(main, devices)
  const waits = createWaits(main, devices)
  const result = createResult(main, devices, startAnew)

  function follow() {
    const read = visits.read()
    routines.follow(read)
    waits.follow(read)
  }

  /** @param {ClinicPlan} plan */
  function fill(plan) {
    about.fill(plan)
    routines.fill(plan.routines)
    waits.fill(plan.treatments)
    visits.fill(plan.treatments)
    clearances.fill(plan.clearances)
    follow()
  }

  /**
   * The plan as it is written; null where something stands against it. The last step is
   * asked first, so that the focus ends at the first mistake.
   * @returns {ClinicPlan | null}
   */
  function take() {
    const cleared = clearances.take()
    const waited = waits.take(visits.read())
    const asked = routines.take()
    const done = visits.take()
    const who = about.take()
    if (!cleared || !waited || !asked || !done || !who) return null
    const madeAt = isoOf(devices.clock.now())
    const treatments = waited.map(planned)
    const plan = { ...who, madeAt, own: false, treatments }
    return { ...plan, routines: asked, clearances: cleared }
  }

  function makeLink() {
    const plan = take()
    const isMade = plan !== null && result.show(plan, about)
    write(main, { missing: isMade ? '' : missingText(plan, devices) })
  }

  follow()
  return {
    follow,
    makeLink,
    hide: result.hide,

    /** Nothing is written any more. */
    clear() {
      routines.fill([])
      waits.fill([])
      follow()
      result.hide()
    },

    /** @param {string} text of a link, after the # */
    open(text) {
      const { plan, words } = planIn(text, devices)
      write(main, { unread: words })
      if (!plan) return
      fill(plan)
      makeLink()
    },
  }
}

/** @param {Treatment} visit */
function planned({ id, note, ...rest }) {
  return rest
}

/**
 * The plan in an address, or why there is none.
 * @param {string} text after the #
 * @param {Devices} devices
 */
function planIn(text, { protocols, text: { t } }) {
  const read = readLink(text, { protocols })
  if ('plan' in read) return { plan: read.plan, words: '' }
  return {
    plan: null,
    words: t('The link could not be read. Write the plan down anew.'),
  }
}

/**
 * @param {ClinicPlan | null} plan
 * @param {Devices} devices
 */
function missingText(plan, { text: { t } }) {
  return plan
    ? t('This plan has no room in a link. Shorten the notes, or leave something out.')
    : t('Something above is missing or cannot be meant. It is said beside its field.')
}
