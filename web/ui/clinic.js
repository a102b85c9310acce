// The clinic's page: a plan is written down, and becomes a link, a code and a sheet. What
// follows from what is written is loaded only then, or for a plan in the address.
import { createAbout } from './clinic-about.js'
import { createClearances } from './clinic-clearances.js'
import { createVisits } from './clinic-visits.js'
import { askAhead, breathe, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics & {
 *   desk: import('../device/desk.js').Desk,
 *   handOver: import('../device/hand-over.js').HandOver,
 *   qr: ReturnType<typeof import('../device/qr.js').createQr>}} Devices */
/** @typedef {ReturnType<typeof createWritten>} Written */
/** @typedef {ReturnType<typeof import('./clinic-plan.js').createPlan>} Plan */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showClinic(main, devices) {
  const steps = part(main, 'steps')
  /** @type {Plan | null} */
  let plan = null
  const written = createWritten(main, devices, { follow, changed })

  /** @param {(plan: Plan) => void} action */
  async function withPlan(action) {
    if (!plan) {
      const { createPlan } = await fetchPlan(main)
      plan ??= createPlan(main, devices, written, startAnew)
      reveal(main, { failure: false })
    }
    action(plan)
  }

  /** What was made of the page is no longer what it says. */
  function changed() {
    plan?.hide()
  }

  function follow() {
    changed()
    void withPlan((made) => made.follow())
  }

  function makeLink() {
    void withPlan((made) => made.makeLink())
  }

  function clear() {
    written.clear()
    plan?.clear()
  }

  function startAnew() {
    clear()
    part(main, 'title').focus()
  }

  async function open() {
    const text = location.hash.slice(1)
    if (text === '') return
    await withPlan((made) => {
      history.replaceState(null, '', location.pathname)
      made.open(text)
    })
  }

  // Whoever comes to a field will need the rest soon.
  const fetchSoon = () => fetchPlan(main).catch(() => {})
  steps.addEventListener('focusin', fetchSoon, { once: true })
  for (const event of ['input', 'change']) steps.addEventListener(event, changed)
  steps.addEventListener('submit', (event) => {
    event.preventDefault()
    makeLink()
  })
  part(main, 'make').addEventListener('click', makeLink)
  window.addEventListener('hashchange', open)
  // A page that comes back from the browser's memory holds no patient either.
  window.addEventListener('pagehide', clear)
  await breathe()
  clear()
  await unfold(steps)
  await open()
}

/**
 * A form of this length takes a slow phone a while: each step is laid out by itself.
 * @param {HTMLElement} steps
 */
async function unfold(steps) {
  for (const step of steps.children) {
    await breathe()
    step.removeAttribute('data-late')
    step.getBoundingClientRect()
  }
}

/** @param {HTMLElement} main */
async function fetchPlan(main) {
  await askAhead(main)
  return import('./clinic-plan.js')
}

/**
 * What the clinic writes down itself.
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {{follow: () => void, changed: () => void}} actions
 */
function createWritten(main, devices, { follow, changed }) {
  const about = createAbout(main, devices)
  const visits = createVisits(main, devices, follow)
  const clearances = createClearances(main, devices, changed)
  const timezone = devices.clock.timezone()
  write(main, {
    timezone: devices.text.t('Times are those of %(timezone)s, as on this device.', {
      timezone: timezone.replaceAll('_', ' '),
    }),
  })

  return {
    about,
    visits,
    clearances,

    clear() {
      about.startAnew()
      visits.fill([])
      clearances.fill([])
      write(main, { missing: '' })
    },
  }
}
