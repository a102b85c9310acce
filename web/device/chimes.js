// The chimes, made on the spot from a few partials each.

/** @typedef {{hz: number, loud: number, fade: number, after?: number}} Partial */

/**
 * Each cue as partials: frequency in Hz, loudness from 0 to 1, seconds to fade, seconds
 * after the cue. The end falls over three slow notes, unlike any other.
 * @type {Record<string, Partial[]>}
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
  side: [
    { hz: 587.3, loud: 0.26, fade: 0.5 },
    { hz: 783.9, loud: 0.26, fade: 0.8, after: 0.22 },
  ],
  end: [
    { hz: 784, loud: 0.26, fade: 1.4 },
    { hz: 659.3, loud: 0.26, fade: 1.6, after: 0.7 },
    { hz: 523.3, loud: 0.28, fade: 3.2, after: 1.4 },
    { hz: 1046.5, loud: 0.08, fade: 2.4, after: 1.4 },
  ],
}
const ATTACK_S = 0.012
const SILENCE = 0.0001

/**
 * @param {GainNode} door
 * @param {string} kind of cue; some make no sound
 * @param {number} at seconds on the audio clock
 */
export function ring(door, kind, at) {
  return (VOICES[kind] ?? []).map((partial) => tone(door, partial, at))
}

/**
 * @param {GainNode} door
 * @param {Partial} partial
 * @param {number} at
 */
function tone(door, { hz, loud, fade, after = 0 }, at) {
  const oscillator = new OscillatorNode(door.context, { frequency: hz })
  const gain = new GainNode(door.context, { gain: 0 })
  const begin = at + after
  gain.gain.setValueAtTime(SILENCE, begin)
  gain.gain.exponentialRampToValueAtTime(loud, begin + ATTACK_S)
  gain.gain.exponentialRampToValueAtTime(SILENCE, begin + ATTACK_S + fade)
  oscillator.connect(gain).connect(door)
  oscillator.start(at)
  oscillator.stop(begin + ATTACK_S + fade)
  return oscillator
}
