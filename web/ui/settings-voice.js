// The choice of a voice: the phone's own, or clips that are fetched when they are wanted.
import { part, reveal, write } from './frame.js'
import { strokeOf, zoneOf } from './plans.js'

/** @typedef {import('./settings.js').Devices} Devices */

/** What is said to try a voice. */
const SAMPLE = 'temples'
const KB = 1000

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export function setUpVoice(main, devices) {
  const { voice, clips, text } = devices
  const { t } = text
  part(main, 'manner').addEventListener('change', ({ target }) => {
    const { name, value } = /** @type {HTMLInputElement} */ (target)
    if (name === 'voice') void choose(value)
  })
  part(main, 'try-voice').addEventListener('click', () => void say(main, devices))
  void offer()
  void voice.whenKnown().then(offer)

  /** Shows what there is to choose from. */
  async function offer() {
    const stored = await clips.get()
    // A newer version of the app may say more; what is kept already is not fetched anew.
    if (stored) void clips.fetch()
    const offered = stored ? null : await clips.offered()
    const hasClips = stored !== null || offered !== null
    const hasAny = voice.isPossible() || hasClips
    reveal(main, {
      'voice-phone': voice.isPossible(),
      'voice-clips': hasClips,
      'try-voice': hasAny,
    })
    if (offered) {
      const size = Math.ceil(offered.bytes / KB)
      write(main, {
        'clips-name': t('A recorded voice, %(size)s kB to fetch', { size }),
      })
    }
    const none = t('This phone has no voice for this language.')
    write(main, { 'voice-state': hasAny ? '' : none })
  }

  /** @param {string} value */
  async function choose(value) {
    write(main, { 'voice-state': '' })
    if (value === 'off') return clips.forget()
    if (value !== 'clips' || (await clips.get())) return
    write(main, { 'voice-state': t('Fetching the voice …') })
    const isThere = await clips.fetch()
    write(main, {
      'voice-state': isThere
        ? t('Stored on this phone.')
        : t('The voice could not be fetched. Choose it again when there is a network.'),
    })
  }
}

/**
 * Says an area and its stroke with the voice that is chosen now.
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
async function say(main, devices) {
  const { sound, voice, clips } = devices
  sound.unlock()
  const form = /** @type {HTMLFormElement} */ (part(main, 'manner'))
  const isRecorded = new FormData(form).get('voice') === 'clips'
  const found = isRecorded ? await clips.get() : null
  const { how } = strokeOf({ zone: SAMPLE }, '', devices)
  const texts = [zoneOf(SAMPLE, devices).name, how]
  if (found) {
    sound.giveVoice(found)
    sound.speak(texts)
  } else voice.speak(`${texts.join('. ')}.`)
}
