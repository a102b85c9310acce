import { createSound } from '../device/sound.js'
import { showSettings } from '../ui/settings.js'
import { open } from './basics.js'

void open((main, basics) =>
  showSettings(main, { ...basics, sound: createSound(window) }),
)
