// Play and pause from a headset and from the lock screen. Browsers give those keys only
// to a page that plays something, so it plays a silence.

/** @typedef {ReturnType<typeof createHeadset>} Headset */
/** @typedef {{onPlay?: () => void, onPause?: () => void, onNext?: () => void,
 *   onBack?: () => void}} Keys */

/** Shorter media get no keys. */
const SILENCE_S = 6
const RATE = 8000
/** The middle of an 8-bit wave. */
const STILL = 128
const HEADER_BYTES = 44

/**
 * @param {globalThis.Window & typeof globalThis} window
 * @param {Keys} keys
 */
export function createHeadset(window, keys = {}) {
  const { document, navigator, URL } = window
  /** @type {MediaSession | undefined} */
  const session = navigator.mediaSession
  /** @type {HTMLAudioElement | null} */
  let silence = null
  let artist = ''

  /** The element follows, so that the phone knows which of the two keys to offer. */
  const does = {
    play: () => (play(silence), keys.onPlay?.()),
    pause: () => (silence?.pause(), keys.onPause?.()),
    stop: () => (silence?.pause(), keys.onPause?.()),
    nexttrack: () => keys.onNext?.(),
    previoustrack: () => keys.onBack?.(),
  }
  const actions = /** @type {(keyof typeof does)[]} */ (Object.keys(does))

  /** @param {string} title */
  function name(title) {
    if (!session || !title || !window.MediaMetadata) return
    session.metadata = new window.MediaMetadata({ title, artist })
  }

  function hush() {
    if (!silence) return
    const { src } = silence
    silence.pause()
    silence.removeAttribute('src')
    silence.load()
    URL.revokeObjectURL(src)
    silence = null
  }

  function release() {
    hush()
    if (!session) return
    for (const action of actions) take(session, action, null)
    session.metadata = null
    session.playbackState = 'none'
  }

  return {
    release,

    /** @param {Keys} wanted what each key does from now on */
    listen(wanted) {
      keys = wanted
    },

    /**
     * Takes the keys. Over the patient's own music it stays still, which leaves most
     * phones' keys with the music: a silence of ours would stop it.
     * @param {{title: string, artist: string, over: string}} what
     */
    hold(what) {
      release()
      if (!session) return
      artist = what.artist
      if (what.over === 'silent') silence = createSilence(document, URL)
      for (const action of actions) take(session, action, does[action])
      name(what.title)
      play(silence)
    },

    /**
     * @param {'playing' | 'paused'} state
     * @param {string} title what is massaged now, if it has changed
     */
    tell(state, title = '') {
      if (!session) return
      session.playbackState = state
      name(title)
      if (state === 'playing') play(silence)
      else silence?.pause()
    },
  }
}

/**
 * Not every browser knows every key.
 * @param {MediaSession} session
 * @param {MediaSessionAction} action
 * @param {(() => void) | null} does
 */
function take(session, action, does) {
  try {
    session.setActionHandler(action, does)
  } catch (error) {
    console.info('No such key here:', error)
  }
}

/** @param {HTMLAudioElement | null} audio */
function play(audio) {
  audio?.play()?.catch((error) => console.info('No keys of a headset:', error))
}

/**
 * @param {Document} document
 * @param {typeof globalThis.URL} URL
 */
function createSilence(document, URL) {
  const audio = document.createElement('audio')
  audio.src = URL.createObjectURL(new Blob([wave()], { type: 'audio/wav' }))
  audio.loop = true
  return audio
}

/** Seconds of nothing, as a WAV file: 8 bit, mono. */
function wave() {
  const size = SILENCE_S * RATE
  const bytes = new Uint8Array(HEADER_BYTES + size).fill(STILL)
  const view = new DataView(bytes.buffer)
  const text = (/** @type {number} */ at, /** @type {string} */ letters) => {
    for (const [index, letter] of [...letters].entries()) {
      view.setUint8(at + index, letter.charCodeAt(0))
    }
  }
  const long = (/** @type {number} */ at, /** @type {number} */ value) => {
    view.setUint32(at, value, true)
  }
  text(0, 'RIFF')
  long(4, HEADER_BYTES - 8 + size)
  text(8, 'WAVEfmt ')
  long(16, 16)
  long(20, 1 + (1 << 16))
  long(24, RATE)
  long(28, RATE)
  long(32, 1 + (8 << 16))
  text(36, 'data')
  long(40, size)
  return bytes
}
