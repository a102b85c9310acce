// Settings: how a massage sounds, shows itself and goes on; and whether this phone can do
// without a network.
import { mannerOf } from '../core/manner.js'
import { part, reveal, write } from './frame.js'
import { setUpErasing } from './settings-erase.js'
import { setUpInstalling } from './settings-install.js'
import { setUpKeeping } from './settings-keep.js'
import { setUpRestoring } from './settings-restore.js'
import { setUpVoice } from './settings-voice.js'

/** @typedef {import('../entry/basics.js').Basics & {
 *   sound: import('../device/sound.js').Sound,
 *   voice: import('../device/voice.js').Voice,
 *   clips: import('../device/clips.js').Clips,
 *   vibration: import('../device/vibration.js').Vibration,
 *   files: import('../device/files.js').Files,
 *   handOver: import('../device/hand-over.js').HandOver,
 *   lasting: import('../device/lasting.js').Lasting}} Devices */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showSettings(main, devices) {
  const { store, sound, voice, vibration } = devices
  const form = /** @type {HTMLFormElement} */ (part(main, 'manner'))
  await show()
  setUpVoice(main, devices)
  // Some browsers list their voices late, some never say so.
  void voice.whenKnown().then(show)
  reveal(main, { vibration: vibration.isPossible })
  form.addEventListener('change', ({ target }) => {
    // Without room for it, the form shows again what is kept.
    void keep(/** @type {HTMLInputElement} */ (target), devices).catch(
      async (error) => {
        await show()
        throw error
      },
    )
  })
  form.addEventListener('submit', (event) => event.preventDefault())
  part(main, 'try').addEventListener('click', () => sound.play('change'))
  setUpKeeping(main, devices)
  setUpRestoring(main, devices, show)
  setUpErasing(main, devices)
  setUpInstalling(main, devices)
  tellOffline(main, devices)

  async function show() {
    const { settings } = await store.read()
    const manner = mannerOf(settings, voice.isPossible())
    fill(form, manner)
    sound.use(manner)
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {import('../core/manner.js').Manner} manner
 */
function fill(form, manner) {
  for (const input of form.querySelectorAll('input')) {
    const name = /** @type {keyof typeof manner} */ (input.name)
    const isBox = input.type === 'checkbox'
    input.checked = isBox ? manner[name] === true : manner[name] === input.value
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {Devices} devices
 */
async function keep(
  { name, type, checked, value },
  { store, sound, vibration, voice },
) {
  const isHeard = name === 'sound' || name === 'voice'
  const set = {
    [name]: type === 'checkbox' ? checked : value,
    ...(isHeard && { muted: false }),
  }
  await store.change({ put: {}, remove: {}, set, unset: [] })
  const { settings } = await store.read()
  sound.use(mannerOf(settings, voice.isPossible()))
  if (name === 'vibration' && checked) vibration.try()
  if (name === 'loudness') sound.play('change')
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
function tellOffline(main, { updates, text: { t } }) {
  if (!updates.isPossible) {
    write(main, { offline: t('This browser cannot keep the app. It needs a network.') })
    return
  }
  void updates.whenStored().then(() => {
    write(main, { offline: t('Ready. Aftertouch works without a network.') })
  })
}
