// Spoken clips: parts of one recording, played one after another.

/** @typedef {{audio: ArrayBuffer, index: Record<string, [number, number]>}} Clips */

/** Between two clips of one line, as after a full stop. */
const BREATH_S = 0.25

/**
 * The recording, decoded when it is first needed, and where in it what is.
 * @param {() => void} ready
 */
export function createClipReader(ready) {
  /** @type {Clips | null} */
  let clips = null
  /** @type {Promise<AudioBuffer | null> | null} */
  let decoding = null
  /** @type {AudioBuffer | null} */
  let buffer = null

  /** @param {BaseAudioContext} context */
  function decoded(context) {
    const mine = clips
    if (!mine) return null
    // Decoding takes the bytes away; the next context may need them.
    decoding ??= context.decodeAudioData(mine.audio.slice(0)).then(
      (found) => {
        if (mine !== clips) return null
        buffer = found
        ready()
        return found
      },
      (error) => {
        console.info('The clips cannot be played:', error)
        return null
      },
    )
    return decoding
  }

  return {
    decoded,

    /** @param {Clips | null} given */
    give(given) {
      if (given?.audio === clips?.audio) return
      clips = given
      decoding = null
      buffer = null
    },

    /**
     * Where the texts are, in seconds and seconds long; null if one is missing.
     * @param {string[]} texts
     */
    find(texts) {
      const spans = texts.map((text) => clips?.index[text])
      const known = spans.filter((span) => span !== undefined)
      return known.length === spans.length ? known : null
    },

    /**
     * The recording; if it is not decoded yet, it calls back when it is.
     * @param {BaseAudioContext} context
     */
    read(context) {
      if (!decoding) void decoded(context)
      return buffer
    },
  }
}

/**
 * Clips of one recording, one after another.
 * @param {GainNode} door
 * @param {AudioBuffer} buffer
 * @param {[number, number][]} spans
 * @param {number} at
 */
export function say(door, buffer, spans, at) {
  let next = at
  return spans.map(([start, seconds]) => {
    const source = new AudioBufferSourceNode(door.context, { buffer })
    source.connect(door)
    source.start(next, start, seconds)
    next += seconds + BREATH_S
    return source
  })
}
