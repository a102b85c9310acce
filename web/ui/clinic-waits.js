// The waiting times of every visit, and what the clinic says differently.
import { restrictsFrom } from '../core/gate.js'
import { windowsOf } from '../core/windows.js'
import { createWait } from './clinic-wait.js'
import { dayText, momentText } from './clinic-words.js'
import { copyOf, part, placeIn, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Treatment} Treatment */
/** @typedef {{product: string, form: HTMLElement,
 *   rows: import('./clinic-wait.js').Wait[]}} Card */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export function createWaits(main, basics) {
  const { protocols, text } = basics
  /** @type {Map<string, Card>} by visit */
  let cards = new Map()
  /** @type {Treatment[]} */
  let visits = []
  /** @type {Record<string, number>[]} what an opened plan says, one for each visit */
  let given = []

  /** @param {Treatment} visit */
  function cardFor(visit) {
    const known = cards.get(visit.id)
    if (known?.product === visit.product) return known
    const form = copyOf(main, 'waits')
    const rows = (protocols.treatments[visit.product]?.windows ?? []).map((window) =>
      createWait(main, window, `wait-${visit.id}-${window.id}`, text),
    )
    const set = given[visits.indexOf(visit)] ?? {}
    for (const row of rows) row.fill(set[row.id])
    part(form, 'waits-list').append(...rows.map(({ item }) => item))
    form.addEventListener('input', () => sync())
    return { product: visit.product, form, rows }
  }

  function sync() {
    for (const visit of visits) {
      const card = cards.get(visit.id)
      if (!card) continue
      const { short } = protocols.treatments[visit.product]
      const title = visit.date ? `${short} · ${dayText(visit, basics)}` : short
      write(card.form, { 'waits-title': title })
      card.form.setAttribute('aria-label', title)
      for (const row of card.rows) row.say(endsText(row.id, withWaits(visit), basics))
    }
  }

  /**
   * @template {Treatment} V
   * @param {V} visit
   * @returns {V}
   */
  function withWaits(visit) {
    const set = (cards.get(visit.id)?.rows ?? []).flatMap((row) => {
      const ms = row.read()
      return ms === undefined ? [] : [[row.id, ms]]
    })
    return set.length > 0 ? { ...visit, windows: Object.fromEntries(set) } : visit
  }

  return {
    /**
     * Shows the waiting times of these visits; those that are there keep what was set.
     * @param {Treatment[]} next
     */
    follow(next) {
      visits = next.filter(({ product }) => protocols.treatments[product])
      cards = new Map(visits.map((visit) => [visit.id, cardFor(visit)]))
      const shown = [...cards.values()].filter(({ rows }) => rows.length > 0)
      placeIn(
        part(main, 'waits'),
        shown.map(({ form }) => form),
      )
      reveal(main, { waiting: shown.length > 0 })
      sync()
    },

    /** @param {import('../core/types.js').PlannedTreatment[]} treatments */
    fill(treatments) {
      cards = new Map()
      given = treatments.map(({ windows = {} }) => windows)
    },

    /**
     * The visits with their own waiting times; null where a length cannot be meant.
     * @param {Treatment[]} read
     */
    take(read) {
      const rows = [...cards.values()].flatMap((card) => card.rows)
      const wrong = rows.reverse().filter((row) => !row.isRight())
      return wrong.length > 0 ? null : read.map(withWaits)
    },
  }
}

/**
 * "Until Sunday 22 March, 11:30", or that it is left out; nothing without a date.
 * @param {string} id
 * @param {Treatment} visit
 * @param {Basics} basics
 */
function endsText(id, visit, basics) {
  const { t } = basics.text
  if (!visit.date) return ''
  const window = windowsOf(visit, basics.protocols).find((one) => one.id === id)
  if (!window) return t('Left out: your patient does not wait.')
  const moment = momentText(restrictsFrom(visit) + window.untilMs, basics)
  return t('Until %(moment)s', { moment })
}
