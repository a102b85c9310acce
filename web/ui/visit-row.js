// One visit of a series: a line that opens to what can be done with it.
import { hasCome } from '../core/course.js'
import { statusOf } from '../core/visit-status.js'
import { copyOf, make, part, reveal, write } from './frame.js'
import { knownZones, treatmentOf } from './visit-treatment.js'
import { statusText, visitDate } from './visit-words.js'

/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('./course-card.js').Scene} Scene */
/** @typedef {import('./course-card.js').Actions} Actions */

/**
 * Whether the patient can now say that this visit took place.
 * @param {Visit} visit
 * @param {Scene} scene
 */
export function isUnmarked(visit, { basics: { clock } }) {
  return !visit.done && hasCome(visit, clock.now(), clock.timezone())
}

/**
 * @param {Course} course
 * @param {Visit} visit
 * @param {boolean} isAsked whether this is the one to be marked first; it stands open
 * @param {Scene} scene
 * @param {Actions} actions
 */
export function drawRow(course, visit, isAsked, scene, actions) {
  const { main, basics, today, isOpen } = scene
  const row = copyOf(main, 'visit')
  const status = statusOf(visit, course, today)
  write(row, {
    date: visitDate({ ...visit, time: null }, basics),
    time: visit.time ?? '',
    status: statusText(status, basics),
  })
  row.className = status
  row.querySelector('.mark')?.classList.add(status)
  const details = /** @type {HTMLDetailsElement} */ (row.querySelector('details'))
  details.open = isOpen.get(visit.id) ?? isAsked
  details.addEventListener('toggle', () => isOpen.set(visit.id, details.open))
  const summary = /** @type {HTMLElement} */ (row.querySelector('summary'))
  summary.dataset.key = `visit:${visit.id}`
  if (visit.done) drawDone(row, course, visit, scene, actions)
  else drawPlanned(row, course, visit, scene, actions)
  return row
}

/**
 * @param {HTMLElement} row
 * @param {Course} course
 * @param {Visit} visit
 * @param {Scene} scene
 * @param {Actions} actions
 */
function drawPlanned(row, course, visit, scene, actions) {
  const { t } = scene.basics.text
  const name = visitDate(visit, scene.basics)
  const canMark = isUnmarked(visit, scene)
  write(row, {
    word: canMark ? '' : t('You can mark it as done once its day is here.'),
  })
  reveal(row, { 'main-action': canMark })
  if (canMark) {
    part(row, 'main-action').append(
      button(
        'button quiet',
        t('It took place'),
        t('It took place: %(name)s', { name }),
        () => actions.mark(course, visit, true),
      ),
    )
  }
  part(row, 'links').append(
    button('link', t('Change'), t('Change: %(name)s', { name }), () =>
      actions.change(course, visit),
    ),
    button('link', t('Remove'), t('Remove: %(name)s', { name }), () =>
      actions.remove(course, visit),
    ),
  )
}

/**
 * @param {HTMLElement} row
 * @param {Course} course
 * @param {Visit} visit
 * @param {Scene} scene
 * @param {Actions} actions
 */
function drawDone(row, course, visit, scene, actions) {
  const { t } = scene.basics.text
  const name = visitDate(visit, scene.basics)
  const treatment = treatmentOf(course, visit, scene.kept.treatments)
  write(row, { word: treatment ? t('Entered as a treatment.') : '' })
  part(row, 'main-action').append(
    treatment
      ? make('a', { href: treatmentsPage(scene) }, t('See it in Treatments'))
      : enterButton(course, visit, scene, actions),
  )
  part(row, 'links').append(
    button('link', t('Not done'), t('Not done: %(name)s', { name }), () =>
      actions.mark(course, visit, false),
    ),
    button('link', t('Remove'), t('Remove: %(name)s', { name }), () =>
      actions.remove(course, visit),
    ),
  )
}

/**
 * One tap where the areas of the last treatment are known; else the way to the drawing.
 * @param {Course} course
 * @param {Visit} visit
 * @param {Scene} scene
 * @param {Actions} actions
 */
function enterButton(course, visit, scene, actions) {
  const { t } = scene.basics.text
  const words = t('Enter it as a treatment')
  const label = t('Enter it as a treatment: %(name)s', {
    name: visitDate(visit, scene.basics),
  })
  if (knownZones(course.product, scene.kept.treatments).length > 0) {
    return button('button quiet', words, label, () => actions.enter(course, visit))
  }
  const href = `${treatmentsPage(scene)}#visit-${course.id}.${visit.id}`
  return make('a', { class: 'button quiet', href, 'aria-label': label }, words)
}

/** @param {Scene} scene */
function treatmentsPage({ basics: { language } }) {
  return `/${language}/treatments/`
}

/**
 * @param {string} kind
 * @param {string} words
 * @param {string} label the same words and what they mean
 * @param {() => unknown} act
 */
function button(kind, words, label, act) {
  const attributes = { type: 'button', class: kind, 'aria-label': label }
  const made = make('button', { ...attributes, 'data-key': label }, words)
  made.addEventListener('click', act)
  return made
}
