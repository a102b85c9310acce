import { createClips } from '../device/clips.js'
import { createFiles } from '../device/files.js'
import { createHandOver } from '../device/hand-over.js'
import { createLasting } from '../device/lasting.js'
import { createSound } from '../device/sound.js'
import { createVibration } from '../device/vibration.js'
import { createVoice } from '../device/voice.js'
import { showSettings } from '../ui/settings.js'
import { open } from './basics.js'

void open((main, basics) =>
  showSettings(main, {
    ...basics,
    sound: createSound(window),
    voice: createVoice(window, basics.language),
    clips: createClips(window, basics.language),
    vibration: createVibration(window),
    files: createFiles(window),
    handOver: createHandOver(window),
    lasting: createLasting(window),
  }),
)
