import { createBadge } from '../device/badge.js'
import { createClips } from '../device/clips.js'
import { createHeadset } from '../device/headset.js'
import { createLasting } from '../device/lasting.js'
import { createCamera } from '../device/mirror.js'
import { createSound } from '../device/sound.js'
import { createVibration } from '../device/vibration.js'
import { createVoice } from '../device/voice.js'
import { createWakeLock } from '../device/wake-lock.js'
import { showMassage } from '../ui/massage.js'

/**
 * The massage page with all that a massage needs.
 * @param {HTMLElement} main
 * @param {import('./basics.js').Basics} basics
 */
export function showWhole(main, basics) {
  return showMassage(main, {
    ...basics,
    badge: createBadge(window),
    lasting: createLasting(window),
    sound: createSound(window),
    voice: createVoice(window, basics.language),
    clips: createClips(window, basics.language),
    vibration: createVibration(window),
    headset: createHeadset(window),
    camera: createCamera(window),
    wakeLock: createWakeLock(window),
  })
}
