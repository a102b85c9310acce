// A visit that took place becomes a treatment, with the areas of the last one.
import { withVisit } from '../core/course.js'
import { defaultRoutine, latest } from '../core/routine.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('../core/types.js').Treatment} Treatment */

/**
 * Changes a course as it stands in the record now; another window may have written.
 * @param {string} id
 * @param {(course: Course) => Course} change
 * @param {Pick<Basics, 'store'>} basics
 */
export async function changeCourse(id, change, { store }) {
  const { courses } = await store.read()
  const course = courses.find((other) => other.id === id)
  if (course) await store.put('courses', change(course))
}

/**
 * Changes one visit of a course, if it is still there.
 * @param {Course} course
 * @param {Visit} visit
 * @param {Partial<Visit>} changes
 * @param {Pick<Basics, 'store'>} basics
 */
export function changeVisit({ id }, visit, changes, basics) {
  return changeCourse(
    id,
    (course) => {
      const own = course.visits.find((other) => other.id === visit.id)
      return own ? withVisit(course, { ...own, ...changes }) : course
    },
    basics,
  )
}

/**
 * The treatment that this visit was: the one made from it, or one entered by hand.
 * @param {Course} course
 * @param {Visit} visit
 * @param {Treatment[]} treatments
 */
export function treatmentOf({ product }, visit, treatments) {
  return treatments.find(
    ({ id, ...other }) =>
      id === visit.treatment ||
      (other.product === product && other.date === visit.date),
  )
}

/**
 * The areas of the latest treatment of a product; empty if none is known.
 * @param {string} product
 * @param {Treatment[]} treatments
 */
export function knownZones(product, treatments) {
  const own = treatments.filter((treatment) => treatment.product === product)
  return own.length > 0 ? latest(own).zones : []
}

/**
 * Keeps a visit as a treatment, and the routine that its product asks for if none is
 * known. Resolves to what takes it back.
 * @param {Course} course
 * @param {Visit} visit
 * @param {Basics} basics
 */
export async function enterVisit(course, visit, basics) {
  const { store, newId, clock, protocols } = basics
  const { treatments, routines } = await store.read()
  const { product } = course
  const { date, time } = visit
  /** @type {Treatment} */
  const treatment = {
    id: newId(),
    product,
    date,
    time,
    timezone: clock.timezone(),
    zones: knownZones(product, treatments),
    note: '',
  }
  const isAsked = routines.some((routine) => routine.product === product)
  const routine = isAsked ? null : defaultRoutine(product, protocols)
  await keepTreatment(treatment, routine, basics)
  await changeVisit(course, visit, { treatment: treatment.id }, basics)

  return async () => {
    await store.remove('treatments', treatment.id)
    if (routine) await store.remove('routines', product)
    await changeVisit(course, visit, { treatment: null }, basics)
  }
}

/**
 * Writes a treatment and the routine that comes with it: both or none.
 * @param {Treatment} treatment
 * @param {import('../core/types.js').Routine | null} routine
 * @param {Pick<Basics, 'store'>} basics
 */
export function keepTreatment(treatment, routine, { store }) {
  const put = { treatments: [treatment], routines: routine ? [routine] : [] }
  return store.change({ put, remove: {}, set: {}, unset: [] })
}

/** @typedef {{course: Course, visit: Visit}} Asked */

/**
 * The visit that is to become a treatment: the address ends in
 * "#visit-<course>.<visit>".
 * @param {string[]} words
 * @param {Pick<Basics, 'store'>} basics
 * @returns {Promise<Asked | null>}
 */
export async function visitAsked([word = '', id], { store }) {
  const { courses } = await store.read()
  const course = courses.find((each) => word === `visit-${each.id}`)
  const visit = course?.visits.find((each) => each.id === id)
  return course && visit ? { course, visit } : null
}

/**
 * @param {Asked} asked
 * @param {Pick<Basics, 'newId' | 'clock'>} basics
 * @returns {Treatment}
 */
export function treatmentFrom({ course: { product }, visit }, { newId, clock }) {
  const { date, time } = visit
  const timezone = clock.timezone()
  return { id: newId(), product, date, time, timezone, zones: [], note: '' }
}
