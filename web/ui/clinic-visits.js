// What was done: one entry for each product.
import { part } from './frame.js'
import { createVisit } from './clinic-visit.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').PlannedTreatment} PlannedTreatment */
/** @typedef {import('./clinic-visit.js').Visit} Visit */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => void} changed
 */
export function createVisits(main, basics, changed) {
  /** @type {Visit[]} */
  let visits = []
  let last = 0

  /** @param {Partial<PlannedTreatment>} treatment */
  function add(treatment) {
    const key = ++last
    const remove = () => void take(key)
    const visit = createVisit(main, key, basics, { changed, remove })
    visit.fill(treatment)
    show([...visits, visit])
    return visit
  }

  /** @param {number} key */
  function take(key) {
    const at = visits.findIndex((visit) => visit.key === key)
    show(visits.filter((visit) => visit.key !== key))
    visits[Math.max(0, at - 1)].focus()
    changed()
  }

  /** @param {Visit[]} next */
  function show(next) {
    visits = next
    part(main, 'visits').replaceChildren(...visits.map(({ form }) => form))
    visits.forEach((visit, index) => visit.place(index + 1, visits.length))
  }

  // Several products in one visit are usual: the next one has the day of the first.
  part(main, 'add-visit').addEventListener('click', () => {
    const { date, time, timezone } = visits[0].read()
    add({ date, time: date ? time : '', timezone }).focus()
    changed()
  })

  return {
    read: () => visits.map((visit) => visit.read()),

    /** @param {PlannedTreatment[]} treatments */
    fill(treatments) {
      show([])
      for (const treatment of treatments.length > 0 ? treatments : [{}]) add(treatment)
    },

    /** The entries; null where one has a problem, which is said beside it. */
    take() {
      const read = visits.map((visit) => visit.read())
      const wrong = visits
        .map((visit, index) => ({ visit, index }))
        .reverse()
        .filter(({ visit, index }) => !visit.isRight(read.slice(0, index)))
      return wrong.length > 0 ? null : read
    },
  }
}
