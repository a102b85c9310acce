// One massage, looked at: when, how long, how it felt; and the way to remove it.
import { instantOfIso } from '../core/civil.js'
import { focusedKey, goTo } from './focus.js'
import { closable, make, part } from './frame.js'
import { zoneNames } from './plans.js'
import { lengthText, stateText } from './progress-words.js'
import { offerUndo } from './snack.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').SessionRecord} SessionRecord */

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
export function createSessionCard(main, basics, refresh) {
  const { store, text } = basics
  const dialog = /** @type {HTMLDialogElement} */ (part(main, 'session'))
  /** @type {SessionRecord} */
  let shown

  async function remove() {
    const removed = shown
    dialog.close()
    const key = focusedKey()
    await store.remove('sessions', removed.id)
    await refresh()
    if (!(await offerUndo(text.t('Removed.'), text.t('Undo')))) return
    await store.put('sessions', removed)
    await refresh()
    goTo(main, key)
  }

  part(dialog, 'session-remove').addEventListener('click', remove)
  closable(dialog, 'session-close')

  return {
    /** @param {SessionRecord} session */
    open(session) {
      shown = session
      const begun = instantOfIso(session.startedAt)
      const { format, clock } = basics
      part(dialog, 'session-title').textContent = format.moment(begun, clock.now())
      part(dialog, 'session-lines').replaceChildren(
        ...linesOf(session, basics).map((line) => make('li', {}, line)),
      )
      dialog.showModal()
      part(dialog, 'session-title').focus()
    },
  }
}

/**
 * @param {SessionRecord} session
 * @param {Basics} basics
 */
function linesOf(session, basics) {
  const { text } = basics
  const { zones, felt, late } = session
  const feelings = { fine: text.t('It felt fine.'), sore: text.t('It felt sore.') }
  return [
    text.t('%(state)s: %(length)s', {
      state: stateText(session, basics),
      length: lengthText(session, basics),
    }),
    zoneNames(zones, basics),
    felt ? feelings[felt] : '',
    late ? text.t('Written down afterwards.') : '',
  ].filter(Boolean)
}
