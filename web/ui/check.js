// The questions before the first second: one tap when all is well; a yes latches.
import { raise } from '../core/redflags.js'
import { make, part } from './frame.js'

/**
 * @param {HTMLElement} main
 * @param {import('./massage.js').Devices} devices
 * @param {{allWell: () => unknown, flagged: () => void}} outcomes
 */
export function askQuestions(main, devices, { allWell, flagged }) {
  const { protocols, store, clock, newId, sound, text } = devices
  let isSaid = false
  part(main, 'questions').replaceChildren(
    ...protocols.questions.map((question) => {
      const id = `question-${question.id}`
      const yes = make(
        'button',
        { type: 'button', 'aria-describedby': id },
        text.t('Yes'),
      )
      yes.addEventListener('click', async () => {
        if (isSaid) return
        isSaid = true
        const flag = raise(question.sign, protocols.signs, newId(), clock.now())
        try {
          await store.put('flags', flag)
        } catch (error) {
          isSaid = false
          // It was said, if not written down: from here no massage begins.
          const go = /** @type {HTMLButtonElement} */ (part(main, 'all-well'))
          go.disabled = true
          throw error
        }
        flagged()
      })
      return make('li', {}, make('span', { id }, question.text), yes)
    }),
  )
  part(main, 'all-well').addEventListener('click', () => {
    sound.unlock()
    void allWell()
  })
}
