// The phone's own voice, for one language. Only voices that lie on the phone: the others
// fall silent without a network.

/** @typedef {ReturnType<typeof createVoice>} Voice */

/** Browsers that list their voices late do so well within this. */
const KNOWN_AFTER_MS = 1500
/** WebKit loses what is said right after a cancel. */
const AFTER_CANCEL_MS = 80

/**
 * @param {globalThis.Window & typeof globalThis} window
 * @param {string} language
 */
export function createVoice(window, language) {
  /** @type {SpeechSynthesis | undefined} */
  const synthesis = window.speechSynthesis
  const known = whenListed(window)
  /**
   * Kept, because browsers collect an utterance that nobody holds, and fall silent.
   * @type {SpeechSynthesisUtterance | null}
   */
  let saying = null
  let waiting = 0

  const find = () => {
    return best(synthesis?.getVoices() ?? [], language, window.navigator.languages)
  }

  /** Empties the queue. @returns whether anything was in it */
  function hush() {
    window.clearTimeout(waiting)
    saying = null
    if (!synthesis?.speaking && !synthesis?.pending) return false
    synthesis.cancel()
    return true
  }

  /** @param {string} text */
  function say(text) {
    const voice = find()
    if (!synthesis || !voice) return
    saying = new window.SpeechSynthesisUtterance(text)
    saying.voice = voice
    // Android goes by the language even where a voice is set.
    saying.lang = tagOf(voice)
    synthesis.resume()
    synthesis.speak(saying)
  }

  return {
    /** Whether there is a voice, as soon as that can be said. */
    whenKnown: () => known.then(() => find() !== null),

    isPossible: () => find() !== null,
    hush: () => void hush(),

    /**
     * Says it now, in place of what was being said. Nothing waits for its end, which
     * some browsers never tell.
     * @param {string} text
     */
    speak(text) {
      if (hush()) waiting = window.setTimeout(() => say(text), AFTER_CANCEL_MS)
      else say(text)
    },

    /** iPhones speak only after they have spoken in a tap; it may be nothing. */
    prime() {
      if (!synthesis || synthesis.speaking || saying) return
      synthesis.speak(new window.SpeechSynthesisUtterance(''))
    },
  }
}

/**
 * When the list of voices is there, or will not come any more.
 * @param {globalThis.Window} window
 * @returns {Promise<void>}
 */
function whenListed(window) {
  /** @type {SpeechSynthesis | undefined} */
  const synthesis = window.speechSynthesis
  return new Promise((resolve) => {
    if (!synthesis || synthesis.getVoices().length > 0) return resolve()
    synthesis.addEventListener?.('voiceschanged', () => resolve(), { once: true })
    window.setTimeout(resolve, KNOWN_AFTER_MS)
  })
}

/**
 * The voice to take: of the patient's own region if there is one, else the phone's
 * favourite.
 * @param {SpeechSynthesisVoice[]} voices
 * @param {string} language
 * @param {readonly string[]} wanted the patient's languages, the dearest first
 */
function best(voices, language, wanted) {
  const base = (/** @type {string} */ tag) => tag.toLowerCase().split('-')[0]
  const order = [...wanted, language].map((tag) => tag.toLowerCase())
  const rank = (/** @type {SpeechSynthesisVoice} */ voice) => {
    const place = order.indexOf(tagOf(voice).toLowerCase())
    return (place < 0 ? order.length : place) - (voice.default ? 0.5 : 0)
  }
  const fitting = voices.filter((voice) => {
    return voice.localService === true && base(tagOf(voice)) === base(language)
  })
  return fitting.sort((a, b) => rank(a) - rank(b))[0] ?? null
}

/**
 * Android writes en_GB for en-GB.
 * @param {SpeechSynthesisVoice} voice
 */
function tagOf({ lang }) {
  return lang.replaceAll('_', '-')
}
