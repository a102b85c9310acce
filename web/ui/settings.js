// Settings: sound, and whether this phone can do without a network.
import { part, write } from './frame.js'

/**
 * @param {HTMLElement} main
 * @param {import('../entry/basics.js').Basics &
 *   {sound: import('../device/sound.js').Sound}} devices
 */
export async function showSettings(main, { store, sound, updates, text: { t } }) {
  const box = /** @type {HTMLInputElement} */ (part(main, 'sound'))
  const { settings } = await store.read()
  box.checked = settings.sound ?? true
  box.addEventListener('change', () => store.set('sound', box.checked))
  part(main, 'try').addEventListener('click', () => sound.play('change'))
  if (!updates.isPossible) {
    write(main, { offline: t('This browser cannot keep the app. It needs a network.') })
    return
  }
  void updates.whenStored().then(() => {
    write(main, { offline: t('Ready. Aftertouch works without a network.') })
  })
}
