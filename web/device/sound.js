// Chimes and spoken clips, scheduled on the audio clock, so that a busy page does not
// delay them; brought back after a call, a lock or another app.
import { createOutput } from './audio-output.js'
import { ring } from './chimes.js'
import { createClipReader, say } from './clip-reader.js'

/** @typedef {import('../core/types.js').Cue} Cue */
/** @typedef {{at: number, texts: string[]}} Line */
/** @typedef {{at: number, nodes: AudioScheduledSourceNode[]}} Laid */
/** @typedef {ReturnType<typeof createSound>} Sound */

/** Less is not heard; more, and a sound is laid out anew. */
const DRIFT_S = 0.02
/** A sound this near stays where it is if it is only a little off. */
const NEAR_S = 0.25

/** @param {globalThis.Window & typeof globalThis} window */
export function createSound(window) {
  const { performance } = window
  const output = createOutput(window, { lay, isDue })
  const clips = createClipReader(lay)
  /** @type {{items: (Cue | Line)[], now: number, asked: number} | null} */
  let plan = null
  /** @type {Map<Cue | Line, Laid>} */
  const laid = new Map()
  /** @type {AudioContext | null} */
  let laidOn = null
  /** @type {AudioScheduledSourceNode[]} */
  let unplanned = []
  let loudness = 'loud'

  /** @param {{now: number, asked: number}} plan */
  const instant = ({ now, asked }) => now + performance.now() - asked

  function isDue() {
    if (!plan) return false
    const now = instant(plan)
    return plan.items.some(({ at }) => at > now)
  }

  /** Brings every planned sound to its place; those that are there already stay. */
  function lay() {
    const context = output.context()
    if (!plan || context?.state !== 'running') return
    if (laidOn !== context) clear()
    laidOn = context
    const now = instant(plan)
    const zero = context.currentTime - (context.outputLatency || 0)
    for (const item of plan.items) {
      const at = zero + (item.at - now) / 1000
      const before = laid.get(item)
      if (before && mayStay(before.at, at, context.currentTime)) continue
      stop(before?.nodes ?? [])
      const nodes = item.at < now ? [] : put(item, Math.max(at, context.currentTime))
      if (nodes.length) laid.set(item, { at, nodes })
      else laid.delete(item)
    }
  }

  /**
   * @param {Cue | Line} item
   * @param {number} at seconds on the audio clock
   */
  function put(item, at) {
    if ('texts' in item) return speakAt(item.texts, at)
    const door = output.door(loudness)
    return door ? ring(door, item.kind, at) : []
  }

  /**
   * Nothing at all where a text has no clip: half a sentence is worse than none.
   * @param {string[]} texts
   * @param {number} at
   */
  function speakAt(texts, at) {
    const door = output.door(loudness)
    const spans = clips.find(texts)
    const buffer = spans && door ? clips.read(door.context) : null
    return buffer && spans && door ? say(door, buffer, spans, at) : []
  }

  function clear() {
    for (const { nodes } of laid.values()) stop(nodes)
    stop(unplanned)
    laid.clear()
    unplanned = []
  }

  return {
    /** Makes the context, or wakes the one there is; has to run inside a tap. */
    unlock: output.unlock,

    silence() {
      clear()
      plan = null
      output.examine()
      output.restLater(0)
    },

    giveVoice: clips.give,

    /**
     * @param {{loudness: string, over: string}} wish 'soft' or 'loud'; over 'silent'
     *   mode or over the patient's own 'music'
     */
    use(wish) {
      loudness = wish.loudness
      output.use(wish.over)
    },

    /**
     * Is told true when sounds are due and cannot be heard, false when they can again.
     * @param {(isOff: boolean) => void} callback
     */
    onTrouble: output.onTrouble,

    /**
     * Replaces whatever was scheduled. Before the context runs it is only remembered.
     * @param {Cue[]} cues
     * @param {number} now the instant, on the clock of the cues
     * @param {Line[]} lines what is said from clips
     */
    schedule(cues, now, lines = []) {
      clear()
      plan = { items: [...cues, ...lines], now, asked: performance.now() }
      lay()
      output.examine()
      output.restLater(Math.max(0, ...plan.items.map(({ at }) => at - now)))
    },

    /**
     * Holds the audio clock against the clock of the cues: two crystals part.
     * @param {number} now
     */
    keepTime(now) {
      if (plan) plan = { ...plan, now, asked: performance.now() }
      lay()
      output.examine()
    },

    /** @param {string} kind */
    play(kind) {
      output.unlock()
      const door = output.door(loudness)
      if (door) unplanned.push(...ring(door, kind, door.context.currentTime))
    },

    /**
     * Says clips at once; has to run inside a tap.
     * @param {string[]} texts
     */
    async speak(texts) {
      output.unlock()
      const context = output.context()
      if (context) await clips.decoded(context)
      unplanned.push(...speakAt(texts, context?.currentTime ?? 0))
    },
  }
}

/**
 * Whether a laid sound may stay: it has begun, it is right, or it is too near to touch.
 * @param {number} laidAt
 * @param {number} at where it belongs
 * @param {number} current all in seconds on the audio clock
 */
function mayStay(laidAt, at, current) {
  const drift = Math.abs(laidAt - at)
  if (laidAt <= current || drift <= DRIFT_S) return true
  return laidAt <= current + NEAR_S && drift <= NEAR_S
}

/** @param {AudioScheduledSourceNode[]} nodes */
function stop(nodes) {
  for (const node of nodes) node.stop()
}
