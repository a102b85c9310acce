// After the last second: what was done, how it felt, and when the next one is due.
import { timer } from '../core/format.js'
import { recordOf } from '../core/progress.js'
import { undoable, UNDO_MS } from '../core/session.js'
import { askToLast } from './ask-to-last.js'
import { leftToday, nextText, slotItems, todayOf } from './five.js'
import { part, reveal, write } from './frame.js'
import { whenUnwanted } from './patience.js'
import { situationOf } from './situation.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./due.js').Devices & {
 *   lasting: import('../device/lasting.js').Lasting}} Devices */

/**
 * @param {HTMLElement} main
 * @param {{session: Session, isKept: boolean, goOn: () => void}} ended
 * @param {Devices} devices
 */
export async function drawFinished(main, { session, isKept, goOn }, devices) {
  const { t } = devices.text
  if (isKept && recordOf(session)) void askToLast(devices)
  const situation = await situationOf(devices)
  const current = situation.routines.find(({ product, part: where }) => {
    return product === session.product && where === session.part
  })
  const today = current ? todayOf(current, situation, devices) : null
  const time = timer(session.massagedMs)
  const isWhole = session.massagedMs >= session.plannedMs
  write(main, {
    'finished-title': isWhole ? t('Well done') : t('Enough for now'),
    'finished-text': today
      ? t('%(time)s massaged. Today: %(done)s of %(planned)s.', {
          time,
          done: today.done,
          planned: today.row.slots.length,
        })
      : t('%(time)s massaged.', { time }),
    'finished-next': current ? nextText(current, situation, devices) : '',
    'finished-unkept': isKept ? '' : unkeptText(devices),
  })
  part(main, 'finished-slots').replaceChildren(
    ...(today ? slotItems(today.row, devices) : []),
  )
  const left = situation.routines.flatMap((each) => leftToday(each, situation, devices))
  void devices.badge.show(left.length)
  askHowItFelt(main, session, devices)
  offerToGoOn(main, session, { goOn, clock: devices.clock })
}

/** @param {Basics} basics */
function unkeptText({ text: { t } }) {
  return t(
    'This phone has no room left, so this massage is not written down yet. Make some room, then open Aftertouch again.',
  )
}

/**
 * @param {HTMLElement} main
 * @param {Session} session
 * @param {Basics} devices
 */
function askHowItFelt(main, session, { store, text: { t } }) {
  const record = recordOf(session)
  reveal(main, { felt: record !== null, 'felt-choices': true })
  write(main, { 'felt-answer': '' })
  const answers = {
    fine: t('Good. Thank you for taking the time.'),
    sore: t(
      'Some soreness is common. Press more lightly next time, and ask your clinic if it grows worse.',
    ),
  }
  for (const felt of /** @type {const} */ (['fine', 'sore'])) {
    part(main, `felt-${felt}`).onclick = async () => {
      write(main, { 'felt-answer': answers[felt] })
      reveal(main, { 'felt-choices': false })
      part(main, 'felt-title').focus()
      await store.put('sessions', { ...record, felt }).catch((error) => {
        console.info('No room to write down how it felt:', error)
      })
    }
  }
}

/**
 * An end that was not meant can be taken back for some seconds, and for longer by whoever
 * is on the way there.
 * @param {HTMLElement} main
 * @param {Session} session
 * @param {{goOn: () => void, clock: import('../device/clock.js').Clock}} way
 */
function offerToGoOn(main, session, { goOn, clock }) {
  const now = clock.steady()
  const last = undoable(session, now).at(-1)
  reveal(main, { 'finished-undo': last !== undefined })
  if (!last) return
  const button = part(main, 'finished-undo')
  const hide = () => (button.hidden = true)
  const stop = whenUnwanted(button, last.at + UNDO_MS - now, hide)
  button.onclick = () => {
    stop()
    hide()
    goOn()
  }
}
