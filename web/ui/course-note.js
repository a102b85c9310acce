// What the patient wants to remember about a series of visits.
import { part, write } from './frame.js'
import { changeCourse } from './visit-treatment.js'
import { productName } from './visit-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Course} Course */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {(course: string) => unknown} close
 */
export function prepareNote(main, basics, close) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'note-form'))
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('note'))
  let id = ''

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const note = input.value.trim()
    await changeCourse(id, (course) => ({ ...course, note }), basics)
    await close(id)
  })
  part(form, 'note-cancel').addEventListener('click', () => close(id))

  return {
    /** @param {Course} course */
    open(course) {
      id = course.id
      input.value = course.note
      write(form, { 'note-what': productName(course, basics) })
      part(form, 'note-title').focus()
    },
  }
}
