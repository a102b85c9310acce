import { createSound } from '../device/sound.js'
import { createWakeLock } from '../device/wake-lock.js'
import { showMassage } from '../ui/massage.js'
import { open } from './basics.js'

void open((main, basics) =>
  showMassage(main, {
    ...basics,
    sound: createSound(window),
    wakeLock: createWakeLock(window),
  }),
)
