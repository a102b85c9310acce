// After the last second: what was done, and when the next one is due.
import { timer } from '../core/format.js'
import { nextText, slotItems, todayOf } from './five.js'
import { part, write } from './frame.js'
import { situationOf } from './situation.js'

/**
 * @param {HTMLElement} main
 * @param {import('../core/types.js').Session} session
 * @param {import('./massage.js').Devices} devices
 */
export async function drawFinished(main, session, devices) {
  const { t } = devices.text
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
  })
  part(main, 'finished-slots').replaceChildren(
    ...(today ? slotItems(today.row, devices) : []),
  )
}
