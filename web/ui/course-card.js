// One series of visits as a card: its rhythm, its dates, and what can be done with each.
import { visitsInSight } from '../core/visit-status.js'
import { copyOf, make, part, reveal, write } from './frame.js'
import { drawRow, isUnmarked } from './visit-row.js'
import { productName, rhythmName } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */

/**
 * What a card is drawn from. `isOpen` tells which rows show their actions, `whole`
 * which courses show every date.
 * @typedef {{main: HTMLElement, basics: Basics, today: string,
 *   kept: import('../core/types.js').Keepsakes,
 *   aftercare: import('../core/types.js').Aftercare,
 *   isOpen: Map<string, boolean>, whole: Set<string>}} Scene
 * @typedef {{
 *   mark: (course: Course, visit: Visit, done: boolean) => unknown,
 *   enter: (course: Course, visit: Visit) => unknown,
 *   change: (course: Course, visit: Visit) => unknown,
 *   remove: (course: Course, visit: Visit) => unknown,
 *   addVisit: (course: Course) => unknown,
 *   writeNote: (course: Course) => unknown,
 *   showWhole: (course: Course) => unknown,
 *   removeCourse: (course: Course) => unknown,
 * }} Actions
 */

/**
 * @param {Course} course
 * @param {Scene} scene
 * @param {Actions} actions
 */
export function drawCourse(course, scene, actions) {
  const { text } = scene.basics
  const card = copyOf(scene.main, 'course')
  const name = productName(course, scene.basics)
  const done = course.visits.filter((visit) => visit.done).length
  write(card, {
    title: name,
    summary: text.t('%(done)s of %(planned)s done · %(rhythm)s', {
      rhythm: rhythmName(course, scene.aftercare, scene.basics),
      done,
      planned: course.visits.length,
    }),
    note: course.note,
  })
  part(card, 'title').dataset.key = `course:${course.id}`
  const shown = scene.whole.has(course.id) ? course.visits : visitsInSight(course)
  part(card, 'visits').append(...drawRows(course, shown, scene, actions))
  drawActions(card, course, shown.length < course.visits.length, scene, actions)
  return card
}

/**
 * @param {HTMLElement} card
 * @param {Course} course
 * @param {boolean} isCut
 * @param {Scene} scene
 * @param {Actions} actions
 */
function drawActions(card, course, isCut, { basics }, actions) {
  const { t, tn } = basics.text
  const name = productName(course, basics)
  const count = course.visits.length
  part(card, 'whole').textContent = tn(
    'Show the whole series, %(n)s visit',
    'Show the whole series, %(n)s visits',
    count,
  )
  reveal(card, { whole: isCut })
  /** @type {[string, string, (course: Course) => unknown][]} */
  const links = [
    ['whole', '', actions.showWhole],
    ['add-visit', t('Add a visit: %(name)s', { name }), actions.addVisit],
    ['write-note', t('Note: %(name)s', { name }), actions.writeNote],
    ['remove', t('Remove: %(name)s', { name }), actions.removeCourse],
  ]
  for (const [key, label, act] of links) {
    const link = part(card, key)
    if (label) link.setAttribute('aria-label', label)
    link.dataset.key = `${key}:${course.id}`
    link.addEventListener('click', () => act(course))
  }
}

/**
 * A row for each visit, and a line where another year begins.
 * @param {Course} course
 * @param {Visit[]} visits
 * @param {Scene} scene
 * @param {Actions} actions
 */
function drawRows(course, visits, scene, actions) {
  let year = scene.today.slice(0, 4)
  const asked = course.visits.find((visit) => isUnmarked(visit, scene))
  return visits.flatMap((visit) => {
    const row = drawRow(course, visit, visit === asked, scene, actions)
    const own = visit.date.slice(0, 4)
    if (own === year) return [row]
    year = own
    return [make('li', { class: 'new-year' }, own), row]
  })
}
