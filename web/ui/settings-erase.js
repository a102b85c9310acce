// Everything goes: asked once, then the record, the stored app and all notes.
import { closable, part, write } from './frame.js'

/** @typedef {import('./settings.js').Devices} Devices */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export function setUpErasing(main, devices) {
  const { erasing, store, language, text } = devices
  const { t } = text
  const dialog = /** @type {HTMLDialogElement} */ (part(main, 'erase-ask'))
  const confirm = /** @type {HTMLButtonElement} */ (part(dialog, 'erase-confirm'))
  const tell = (/** @type {string} */ state) => write(dialog, { 'erase-state': state })

  part(main, 'erase-all').addEventListener('click', () => {
    confirm.disabled = false
    tell('')
    dialog.showModal()
    part(dialog, 'erase-title').focus()
  })
  closable(dialog, 'erase-cancel')
  confirm.addEventListener('click', async () => {
    confirm.disabled = true
    tell(t('Erasing …'))
    try {
      await erasing.everything(() => store.erase(() => tell(waitingText())))
      location.replace(`/${language}/`)
    } catch (error) {
      console.info('Not everything could be erased:', error)
      tell(
        t(
          'Not everything could be erased. Close the other windows of Aftertouch and try again, or clear the data of this site in the settings of the browser.',
        ),
      )
      confirm.disabled = false
    }
  })

  function waitingText() {
    return t('Another window still holds the record. Close it; then this goes on.')
  }
}
