// What can be done with visits where they are listed: mark, enter, remove; each with a
// way back.
import { markVisit, withoutVisit, withVisit } from '../core/course.js'
import { offerUndo } from './snack.js'
import { changeCourse, enterVisit } from './visit-treatment.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */
/** @typedef {import('../core/types.js').Visit} Visit */

/**
 * The key of a course's heading, for the focus.
 * @param {string | null} id
 */
export function courseKey(id) {
  return id && `course:${id}`
}

/**
 * The key of a visit's row, for the focus.
 * @param {string | null} id
 */
export function visitKey(id) {
  return id && `visit:${id}`
}

/**
 * @param {Basics} basics
 * @param {Map<string, boolean>} isOpen the rows that show their actions, by visit
 * @param {(focus: string | null) => Promise<void>} list draws again and goes there
 */
export function actionsOn(basics, isOpen, list) {
  const { store, clock, text } = basics

  /**
   * @param {string} message
   * @param {() => Promise<unknown>} takeBack
   * @param {string | null} focus
   */
  async function offerBack(message, takeBack, focus) {
    if (!(await offerUndo(message, text.t('Undo')))) return
    await takeBack()
    await list(focus)
  }

  /** @param {Course} course */
  async function removeCourse(course) {
    await store.remove('courses', course.id)
    await list(null)
    const restore = () => store.put('courses', course)
    await offerBack(text.t('Removed.'), restore, courseKey(course.id))
  }

  return {
    removeCourse,

    /**
     * The last visit takes its course with it.
     * @param {Course} course
     * @param {Visit} visit
     */
    async remove(course, visit) {
      if (course.visits.length === 1) return removeCourse(course)
      /** @param {(course: Course) => Course} change */
      const change = (change) => changeCourse(course.id, change, basics)
      await change((latest) => withoutVisit(latest, visit.id))
      await list(courseKey(course.id))
      const restore = () => change((latest) => withVisit(latest, visit))
      await offerBack(text.t('Removed.'), restore, visitKey(visit.id))
    },

    /**
     * @param {Course} course
     * @param {Visit} visit
     * @param {boolean} done
     */
    async mark(course, visit, done) {
      isOpen.set(visit.id, true)
      const [now, timezone] = [clock.now(), clock.timezone()]
      await changeCourse(
        course.id,
        (latest) => markVisit(latest, visit.id, done, now, timezone),
        basics,
      )
      await list(visitKey(visit.id))
    },

    /**
     * @param {Course} course
     * @param {Visit} visit
     */
    async enter(course, visit) {
      const takeBack = await enterVisit(course, visit, basics)
      await list(visitKey(visit.id))
      const message = text.t('Entered, with the areas of the last one.')
      await offerBack(message, takeBack, visitKey(visit.id))
    },
  }
}
