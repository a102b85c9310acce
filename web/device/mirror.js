// The front camera as a live picture. Nothing is kept of it: the stream goes to the one
// element that shows it, and ends with it.

/** @typedef {ReturnType<typeof createCamera>} Camera */
/** @typedef {'denied' | 'missing' | 'failed'} Refusal */

/** Enough for a mirror the size of a phone, and no more heat than needed. */
const WISHES = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 960 }, height: { ideal: 720 } },
}
/** @type {Record<string, Refusal>} */
const REFUSALS = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
}

/** @param {globalThis.Window} window */
export function createCamera(window) {
  // Types promise it always; a page without TLS and older home screens have none.
  const devices = /** @type {MediaDevices | undefined} */ (
    window.navigator.mediaDevices
  )
  /** @type {MediaStream | null} */
  let stream = null
  /** @type {Promise<MediaStream | null> | null} */
  let asking = null
  /** @type {Refusal | null} */
  let refusal = null
  let isWanted = false
  let lost = () => {}

  async function ask() {
    try {
      const given = await devices?.getUserMedia(WISHES)
      if (given) accept(given)
      return stream
    } catch (error) {
      refusal = REFUSALS[/** @type {Error} */ (error).name] ?? 'failed'
      console.info('No picture from the camera:', error)
      return null
    } finally {
      asking = null
    }
  }

  /** @param {MediaStream} given */
  function accept(given) {
    if (!isWanted) return end(given)
    stream = given
    for (const track of given.getTracks()) {
      // Not fired by our own `stop`: the camera was unplugged, or taken back.
      track.addEventListener('ended', () => given === stream && lose())
    }
  }

  function lose() {
    stop()
    lost()
  }

  function stop() {
    isWanted = false
    if (stream) end(stream)
    stream = null
  }

  return {
    /** Whether there is a way to ask for a camera at all. */
    isPossible: typeof devices?.getUserMedia === 'function',

    /**
     * The picture, or null where there is none; asks once, also when called again
     * before the answer, and never again after a no.
     * @returns {Promise<MediaStream | null>}
     */
    async start() {
      isWanted = refusal !== 'denied'
      if (!isWanted || stream) return stream
      refusal = null
      asking ??= ask()
      return asking
    },

    stop,

    /**
     * Calls back when the picture ends by itself.
     * @param {() => void} callback
     */
    onLost(callback) {
      lost = callback
    },

    /** Why there is no picture. */
    refusal: () => refusal,
  }
}

/** @param {MediaStream} stream */
function end(stream) {
  for (const track of stream.getTracks()) track.stop()
}
