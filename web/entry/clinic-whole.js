import { createDesk } from '../device/desk.js'
import { localStorageOf } from '../device/draft.js'
import { createHandOver } from '../device/hand-over.js'
import { createQr } from '../device/qr.js'
import { showClinic } from '../ui/clinic.js'

/**
 * The clinic's page with its form.
 * @param {HTMLElement} main
 * @param {import('./basics.js').Basics} basics
 */
export function showWhole(main, basics) {
  return showClinic(main, {
    ...basics,
    desk: createDesk(localStorageOf(window)),
    handOver: createHandOver(window),
    qr: createQr(),
  })
}
