// Everything that a hand, a keyboard or a headset can ask of a running massage.
import { EXTRA_MS } from '../core/session.js'
import { part } from './frame.js'
import { createTouch } from './touch.js'

/** @typedef {import('../core/session.js').Command} Command */

/** @type {Record<string, Command>} */
const BUTTONS = {
  back: { type: 'back' },
  skip: { type: 'skip' },
  add: { type: 'addTime', ms: EXTRA_MS },
  end: { type: 'finish' },
  undo: { type: 'undo' },
}
/** @type {Record<string, Command>} */
const KEYS = {
  ArrowLeft: BUTTONS.back,
  ArrowRight: BUTTONS.skip,
  ArrowUp: BUTTONS.add,
}

/**
 * @param {HTMLElement} root
 * @param {{order: (command: Command) => void, toggle: () => void, isOn: () => boolean,
 *   lock: {isOn: () => boolean, touch: (isByKey: boolean) => void}}} stage
 */
export function createControls(root, { order, toggle, isOn, lock }) {
  const touch = createTouch()

  part(root, 'toggle').addEventListener('click', (event) => {
    if (!touch.isMeant(event)) return
    if (lock.isOn()) lock.touch(event.detail === 0)
    else toggle()
  })
  for (const [name, command] of Object.entries(BUTTONS)) {
    part(root, name).addEventListener('click', (event) => {
      if (touch.isMeant(event)) order(command)
    })
  }

  document.addEventListener('keydown', (event) => {
    const { key, repeat, ctrlKey, altKey, metaKey, target } = event
    if (!isOn() || lock.isOn() || ctrlKey || altKey || metaKey) return
    const isOnButton = target instanceof HTMLButtonElement
    if (key !== ' ' && !KEYS[key]) return
    if (key === ' ' && isOnButton) return
    event.preventDefault()
    if (repeat) return
    if (key === ' ') toggle()
    else order(KEYS[key])
  })
}
