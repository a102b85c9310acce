// The clinic's page: a plan is written down, and becomes a link, a code and a sheet.
import { isoOf } from '../core/civil.js'
import { readLink } from '../core/plan-link.js'
import { createAbout } from './clinic-about.js'
import { createClearances } from './clinic-clearances.js'
import { createResult } from './clinic-result.js'
import { createRoutines } from './clinic-routines.js'
import { createVisits } from './clinic-visits.js'
import { createWaits } from './clinic-waits.js'
import { breathe, part, write } from './frame.js'

/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {import('../entry/basics.js').Basics & {
 *   desk: import('../device/desk.js').Desk,
 *   handOver: import('../device/hand-over.js').HandOver,
 *   qr: ReturnType<typeof import('../device/qr.js').createQr>}} Devices */
/** @typedef {ReturnType<typeof createForm>} Form */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showClinic(main, devices) {
  const form = createForm(main, devices)
  await breathe()
  const result = createResult(main, devices, startAnew)

  function startAnew() {
    form.clear()
    result.hide()
    part(main, 'title').focus()
  }

  function makeLink() {
    const plan = form.take()
    const isMade = plan !== null && result.show(plan, form)
    write(main, { missing: isMade ? '' : missingText(plan, devices) })
  }

  function open() {
    const text = location.hash.slice(1)
    if (text === '') return
    history.replaceState(null, '', location.pathname)
    const { plan, words } = planIn(text, devices)
    write(main, { unread: words })
    if (!plan) return
    form.fill(plan)
    makeLink()
  }

  const steps = part(main, 'steps')
  for (const event of ['input', 'change', 'changed']) {
    steps.addEventListener(event, () => result.hide())
  }
  steps.addEventListener('submit', (event) => {
    event.preventDefault()
    makeLink()
  })
  part(main, 'make').addEventListener('click', makeLink)
  window.addEventListener('hashchange', open)
  // A page that comes back from the browser's memory holds no patient either.
  window.addEventListener('pagehide', () => {
    form.clear()
    result.hide()
  })
  await breathe()
  form.clear()
  open()
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
function createForm(main, devices) {
  const about = createAbout(main, devices)
  const routines = createRoutines(main, devices)
  const waits = createWaits(main, devices)
  const visits = createVisits(main, devices, changed)
  const clearances = createClearances(main, devices, changed)
  const timezone = devices.clock.timezone()
  write(main, {
    timezone: devices.text.t('Times are those of %(timezone)s, as on this device.', {
      timezone: timezone.replaceAll('_', ' '),
    }),
  })

  function follow() {
    const read = visits.read()
    routines.follow(read)
    waits.follow(read)
  }

  function changed() {
    follow()
    part(main, 'steps').dispatchEvent(new Event('changed'))
  }

  /** @param {Pick<ClinicPlan, 'treatments' | 'routines' | 'clearances'>} plan */
  function fillRest({ treatments, routines: given, clearances: cleared }) {
    routines.fill(given)
    waits.fill(treatments)
    visits.fill(treatments)
    clearances.fill(cleared)
    follow()
    write(main, { missing: '' })
  }

  return {
    languageName: about.languageName,
    emergency: about.emergency,

    /** @param {ClinicPlan} plan */
    fill(plan) {
      about.fill(plan)
      fillRest(plan)
    },

    clear() {
      about.startAnew()
      fillRest({ treatments: [], routines: [], clearances: [] })
    },

    /**
     * The plan as it is written; null where something stands against it. The last step
     * is asked first, so that the focus ends at the first mistake.
     * @returns {ClinicPlan | null}
     */
    take() {
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
