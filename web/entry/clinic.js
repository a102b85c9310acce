import { createDesk } from '../device/desk.js'
import { localStorageOf } from '../device/draft.js'
import { createHandOver } from '../device/hand-over.js'
import { createQr } from '../device/qr.js'
import { showClinic } from '../ui/clinic.js'
import { open } from './basics.js'

void open((main, basics) =>
  showClinic(main, {
    ...basics,
    desk: createDesk(localStorageOf(window)),
    handOver: createHandOver(window),
    qr: createQr(),
  }),
)
