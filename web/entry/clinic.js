import { createDesk } from '../device/desk.js'
import { localStorageOf } from '../device/draft.js'
import { createHandOver } from '../device/hand-over.js'
import { createQr } from '../device/qr.js'
import { breathe } from '../ui/frame.js'
import { showClinic } from '../ui/clinic.js'
import { open } from './basics.js'

// A browser is slow to read the time zones the first time.
void breathe().then(() => Intl.DateTimeFormat())
void open((main, basics) => {
  return showClinic(main, {
    ...basics,
    desk: createDesk(localStorageOf(window)),
    handOver: createHandOver(window),
    qr: createQr(),
  })
})
