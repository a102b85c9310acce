// Chimes, made on the spot and scheduled on the audio clock, so that a busy page does
// not delay them.

/** @typedef {import('../core/types.js').Cue} Cue */
/** @typedef {ReturnType<typeof createSound>} Sound */

/**
 * Each cue as partials: frequency in Hz, loudness from 0 to 1, seconds to fade.
 * @type {Record<Cue['kind'], {hz: number, loud: number, fade: number}[]>}
 */
const VOICES = {
  tick: [{ hz: 1320, loud: 0.07, fade: 0.07 }],
  pace: [{ hz: 330, loud: 0.09, fade: 0.5 }],
  start: [
    { hz: 659.3, loud: 0.26, fade: 0.9 },
    { hz: 1318.5, loud: 0.08, fade: 0.6 },
  ],
  change: [
    { hz: 880, loud: 0.26, fade: 1.1 },
    { hz: 1320, loud: 0.11, fade: 0.8 },
    { hz: 2376, loud: 0.03, fade: 0.4 },
  ],
  end: [
    { hz: 440, loud: 0.28, fade: 3.2 },
    { hz: 659.3, loud: 0.2, fade: 3 },
    { hz: 880, loud: 0.12, fade: 2.6 },
  ],
}
const ATTACK_S = 0.012
const SILENCE = 0.0001

/** @param {globalThis.Window & typeof globalThis} window */
export function createSound(window) {
  /** @type {AudioContext | null} */
  let context = null
  /** @type {OscillatorNode[]} */
  let scheduled = []

  /** Makes the context, or wakes the one there is; has to run inside a tap. */
  function unlock() {
    context ??= makeContext(window)
    if (context && context.state !== 'running') void context.resume().catch(() => {})
  }

  /**
   * @param {Cue['kind']} kind
   * @param {number} at seconds on the audio clock
   */
  function ring(kind, at) {
    if (!context) return
    for (const voice of VOICES[kind]) scheduled.push(tone(context, voice, at))
  }

  function silence() {
    for (const oscillator of scheduled) oscillator.stop()
    scheduled = []
  }

  window.document.addEventListener('pointerdown', () => context && unlock())

  return {
    unlock,
    silence,

    /**
     * Replaces whatever was scheduled.
     * @param {Cue[]} cues
     * @param {number} now the instant, on the clock of the cues
     */
    schedule(cues, now) {
      silence()
      if (!context) return
      const zero = context.currentTime
      for (const { kind, at } of cues) ring(kind, zero + (at - now) / 1000)
    },

    /** @param {Cue['kind']} kind */
    play(kind) {
      unlock()
      if (context) ring(kind, context.currentTime)
    },
  }
}

/** @param {globalThis.Window & typeof globalThis} window */
function makeContext(window) {
  try {
    return new window.AudioContext()
  } catch (error) {
    console.info('No sound here:', error)
    return null
  }
}

/**
 * @param {AudioContext} context
 * @param {{hz: number, loud: number, fade: number}} voice
 * @param {number} at
 */
function tone(context, { hz, loud, fade }, at) {
  const oscillator = new OscillatorNode(context, { frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(SILENCE, at)
  gain.gain.exponentialRampToValueAtTime(loud, at + ATTACK_S)
  gain.gain.exponentialRampToValueAtTime(SILENCE, at + ATTACK_S + fade)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + ATTACK_S + fade)
  return oscillator
}
