// The page that opens a clinic's plan: what it says, what would change, and the answer.
import { changesBetween } from '../core/keepsakes.js'
import { readLink } from '../core/plan-link.js'
import { taken } from '../core/plan-taken.js'
import { tellFault } from './faults.js'
import { part, reveal, write } from './frame.js'
import { listPlans } from './plan-before.js'
import { drawOpened } from './plan-opened.js'
import { unreadText } from './plan-unread.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('../core/types.js').Changes} Changes */
/** @typedef {{plan: ClinicPlan, link: string}} Opened */
/** What the page says of a link. @typedef {typeof STATES[number]} State */

const STATES = /** @type {const} */ (['opened', 'kept', 'left', 'unread'])

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showPlan(main, basics) {
  const { store, clock, protocols, text } = basics
  /** @type {Opened | null} */
  let opened = null
  /** @type {Changes | null} how to take it back */
  let wayBack = null
  /** @type {State | null} */
  let state = null

  async function draw() {
    const kept = await store.read()
    if (opened) drawOpened(main, opened, kept, basics)
    reveal(main, Object.fromEntries(STATES.map((name) => [name, name === state])))
    reveal(main, { paste: state !== 'opened' && state !== 'kept' })
    listPlans(main, kept, basics, (link) => safely(() => open(link)))
  }

  /** @param {State} next */
  async function turn(next) {
    state = next
    await draw()
    part(main, next).focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }

  /**
   * @param {string} link
   * @param {number} [now] without it, a plan of any time
   */
  async function open(link, now) {
    const found = readLink(link, { protocols, now })
    opened = 'plan' in found ? { plan: found.plan, link } : null
    if (opened) linkField(main).value = ''
    linkField(main).removeAttribute('aria-invalid')
    if ('problem' in found) {
      const why = unreadText(found.problem.kind, text)
      write(main, { 'unread-text': `${why} ${text.t('Nothing was changed.')}` })
    }
    await turn(opened ? 'opened' : 'unread')
  }

  async function take() {
    // Pressed twice, the second would leave nothing to take back.
    if (!opened || state !== 'opened') return
    state = 'kept'
    const { plan, link } = opened
    try {
      const kept = await store.read()
      const after = taken(kept, plan, { link, now: clock.now(), protocols })
      wayBack = changesBetween(after, kept)
      await store.change(changesBetween(kept, after))
    } catch (error) {
      await stayAt('opened')
      throw error
    }
    await turn('kept')
  }

  async function takeBack() {
    if (!wayBack || state !== 'kept') return
    state = 'opened'
    try {
      await store.change(wayBack)
    } catch (error) {
      await stayAt('kept')
      throw error
    }
    await turn('opened')
  }

  /**
   * What could not be written is not shown, whatever was drawn meanwhile.
   * @param {State} before
   */
  async function stayAt(before) {
    state = before
    await draw().catch(() => {})
  }

  /** The address loses its plan before anything else: it stays in no history. */
  async function openAddress() {
    const text = location.hash.slice(1)
    if (text === '' || document.getElementById(text)) return
    history.replaceState(null, '', location.pathname)
    await open(text, clock.now())
  }

  /** @param {() => Promise<void>} act */
  const safely = (act) => void act().catch((error) => tellFault(main, error, text))

  /**
   * A wrong link stays in its field, and the focus goes there.
   * @param {string} link
   */
  async function openPasted(link) {
    await open(link, clock.now())
    if (opened) return
    linkField(main).setAttribute('aria-invalid', 'true')
    linkField(main).focus()
  }

  hearPaste(main, (link) => safely(() => openPasted(link)))
  part(main, 'use').addEventListener('click', () => safely(take))
  part(main, 'undo').addEventListener('click', () => safely(takeBack))
  part(main, 'not-now').addEventListener('click', () => safely(() => turn('left')))
  window.addEventListener('hashchange', () => safely(openAddress))
  basics.onChange(() => safely(draw))
  await openAddress()
  await draw()
}

/**
 * The field has no name, so that no browser can ever send what stands in it.
 * @param {HTMLElement} main
 * @param {(link: string) => void} open
 */
function hearPaste(main, open) {
  part(main, 'paste').addEventListener('submit', (event) => {
    event.preventDefault()
    open(linkField(main).value)
  })
}

/**
 * @param {HTMLElement} main
 * @returns {HTMLInputElement}
 */
function linkField(main) {
  return part(main, 'link')
}
