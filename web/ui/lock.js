// Locks the stage against splashes and sleeves. Two slow touches open it again: no
// holding, no sliding, and the same for keyboards and screen readers.
import { part, write } from './frame.js'

/** After the first touch the second has so long. */
const OPENS_WITHIN_MS = 4000

/**
 * @param {HTMLElement} root
 * @param {import('../core/types.js').Text} text
 * @param {() => void} changed
 */
export function createLock(root, { t }, changed) {
  let isOn = false
  let isAsked = false
  let timeout = 0

  /** @param {boolean} wanted */
  function turn(wanted) {
    isOn = wanted
    isAsked = false
    window.clearTimeout(timeout)
    draw()
    changed()
    if (isOn) say(t('Locked. Press twice, slowly.'))
  }

  /** @param {string} line for those who do not see the button change */
  function say(line) {
    part(root, 'announce').textContent = line
  }

  function draw() {
    part(root, 'stage').classList.toggle('is-locked', isOn)
    for (const button of part(root, 'stage').querySelectorAll('button')) {
      if (button !== part(root, 'toggle')) button.disabled = isOn
    }
    if (isOn) write(root, { verb: isAsked ? t('Once more') : t('Locked') })
  }

  part(root, 'lock').addEventListener('click', () => {
    turn(true)
    part(root, 'toggle').focus({ preventScroll: true })
  })

  return {
    isOn: () => isOn,
    draw,
    open: () => turn(false),

    /**
     * A touch of the large button while it is locked.
     * @param {boolean} isByKey no splash presses a key: the second has all the time
     */
    touch(isByKey) {
      if (isAsked) return turn(false)
      isAsked = true
      draw()
      say(t('Once more to unlock.'))
      if (isByKey) return
      timeout = window.setTimeout(() => {
        isAsked = false
        draw()
      }, OPENS_WITHIN_MS)
    },
  }
}
