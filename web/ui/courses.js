// Your visits: every series with its dates, the next one of all, and the year at a glance.
import { DAY, daysBetween, localDate } from '../core/civil.js'
import { sortedVisits } from '../core/course.js'
import { byNextVisit, nextVisit } from '../core/visit-status.js'
import { actionsOn, courseKey, visitKey } from './course-actions.js'
import { drawCourse } from './course-card.js'
import { prepareNote } from './course-note.js'
import { prepareForm } from './courses-form.js'
import { focusedKey, goTo } from './focus.js'
import { onHash, part, reveal, write } from './frame.js'
import { prepareVisitForm } from './visit-form.js'
import { dateText, productName } from './visit-words.js'
import { prepareYear } from './year-strip.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */

const VIEWS = ['empty', 'entered', 'form', 'visit-form', 'note-form']

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showCourses(main, basics) {
  const aftercare = await basics.aftercare()
  const drawYear = prepareYear(main, basics)
  const opened = { isOpen: new Map(), whole: new Set() }
  const form = prepareForm(main, aftercare, basics, (id) => list(courseKey(id)))
  const visitForm = prepareVisitForm(main, basics, (id) => list(visitKey(id)))
  const noteForm = prepareNote(main, basics, (id) => list(courseKey(id)))
  /** @type {import('./course-card.js').Actions} */
  const actions = {
    ...actionsOn(basics, opened.isOpen, relist),
    change: (course, visit) => show('visit-form', () => visitForm.open(course, visit)),
    addVisit: (course) => show('visit-form', () => visitForm.open(course, null)),
    writeNote: (course) => show('note-form', () => noteForm.open(course)),
    showWhole: (course) => {
      opened.whole.add(course.id)
      return list(courseKey(course.id))
    },
  }

  /**
   * @param {string} view
   * @param {() => void} [open]
   */
  function show(view, open) {
    reveal(main, Object.fromEntries(VIEWS.map((name) => [name, name === view])))
    open?.()
  }

  /** @param {string | null} [focus] what to go to; without it the focus stays */
  async function list(focus) {
    const kept = await basics.store.read()
    const courses = kept.courses.map(inOrder)
    const today = localDate(basics.clock.now(), basics.clock.timezone())
    const scene = { ...opened, main, basics, kept, aftercare, today }
    const key = focus === undefined ? focusedKey() : focus
    drawNext(main, courses, today, basics)
    drawYear(courses)
    part(main, 'courses').replaceChildren(
      ...byNextVisit(courses, today).map((course) =>
        drawCourse(course, scene, actions),
      ),
    )
    show(courses.length > 0 ? 'entered' : 'empty')
    if (key !== undefined) goTo(main, key)
  }

  /**
   * Draws again unless a form is in front: what is typed there stays.
   * @param {string | null} [focus]
   */
  async function relist(focus) {
    const isListed = ['empty', 'entered'].some((view) => !part(main, view).hidden)
    if (isListed) await list(focus)
  }

  const add = () => show('form', form.open)
  part(main, 'begin').addEventListener('click', add)
  part(main, 'add').addEventListener('click', add)
  basics.onChange(() => void relist())
  await list()
  onHash('#add', add)
}

/**
 * A backup may have brought the visits in any order.
 * @param {import('../core/types.js').Course} course
 */
function inOrder(course) {
  return { ...course, visits: sortedVisits(course.visits) }
}

/**
 * The next visit of all, large enough to read from the doorway.
 * @param {HTMLElement} main
 * @param {import('../core/types.js').Course[]} courses
 * @param {string} today
 * @param {Basics} basics
 */
function drawNext(main, courses, today, basics) {
  const { t } = basics.text
  const next = nextVisit(courses, today)
  reveal(main, { next: next !== null })
  if (!next) return
  const { course, visit } = next
  const days = daysBetween(today, visit.date)
  const span = basics.format.span(days * DAY)
  const about = [productName(course, basics), visit.time ?? '']
  write(main, {
    'next-title':
      days === 0 ? t('Your visit today') : t('Next visit, in %(span)s', { span }),
    'next-date': dateText(visit.date, basics),
    'next-what': about.filter(Boolean).join(', '),
  })
}
