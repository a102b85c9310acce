// Joins what becomes due in a massage with all that can tell the patient of it: chimes, a
// voice, vibration, light. Each can be switched off alone.
import { cuesAhead } from '../core/cues.js'
import { isAudible } from '../core/manner.js'
import { linesAhead } from '../core/spoken.js'
import { createFlash } from './flash.js'
import { part } from './frame.js'
import { spokenOf } from './stage-words.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/manner.js').Manner} Manner */

/** So often the clock of the sound is held against the clock of the massage. */
const COMPARE_EVERY_MS = 30_000
/** For the first time soon after a plan: a busy phone is slow to start its sound. */
const COMPARE_FIRST_MS = 1_500

/**
 * @param {HTMLElement} root
 * @param {import('./massage.js').Devices} devices
 */
export function createCueing(root, devices) {
  const { sound, voice, vibration, clips } = devices
  const flash = createFlash(part(root, 'flash'))
  /** @type {Manner | null} */
  let manner = null
  let hasClips = false
  /** @type {number[]} */
  let waiting = []
  let comparing = 0

  /** @param {Manner} wanted */
  async function use(wanted) {
    manner = wanted
    sound.use(wanted)
    const found = wanted.voice === 'clips' ? await clips.get() : null
    hasClips = found !== null
    sound.giveVoice(found)
  }

  /** All but the sound, which replaces its plan by itself. */
  function hushOthers() {
    for (const timeout of waiting) window.clearTimeout(timeout)
    waiting = []
    voice.hush()
    vibration.stop()
    flash.stop()
  }

  function hush() {
    hushOthers()
    sound.silence()
  }

  /**
   * Lays out everything that is still ahead.
   * @param {Session} session
   * @param {number} now
   */
  function plan(session, now) {
    if (!manner || session.state !== 'running') return hush()
    hushOthers()
    const cues = cuesAhead(session, now)
    const isHeard = isAudible(manner)
    const spoken = isHeard && manner.voice !== 'off' ? linesAhead(session, now) : []
    const lines = spoken.map((line) => {
      return { at: line.at, texts: spokenOf(line, session, devices) }
    })
    if (isHeard) sound.schedule(manner.sound ? cues : [], now, hasClips ? lines : [])
    else sound.silence()
    if (!hasClips) waiting = lines.map((line) => sayLater(line, now))
    if (manner.flash) flash.plan(cues, now)
    if (manner.vibration) vibration.plan(cues, now)
    comparing = now + COMPARE_FIRST_MS
  }

  /**
   * @param {{at: number, texts: string[]}} line
   * @param {number} now
   */
  function sayLater({ at, texts }, now) {
    return window.setTimeout(() => voice.speak(`${texts.join('. ')}.`), at - now)
  }

  return {
    use,
    hush,
    plan,

    /** Wakes sound and voice; has to run inside a tap. */
    prime() {
      sound.unlock()
      voice.prime()
    },

    /** Whether each step is said aloud, so that a screen reader need not say it too. */
    isSpeaking() {
      if (!manner || !isAudible(manner) || manner.voice === 'off') return false
      return hasClips || voice.isPossible()
    },

    /**
     * Once a second: what can only be planned a little ahead.
     * @param {Session} session
     * @param {number} now
     */
    tick(session, now) {
      if (manner?.vibration) vibration.plan(cuesAhead(session, now), now)
      if (now < comparing) return
      comparing = now + COMPARE_EVERY_MS
      sound.keepTime(now)
    },
  }
}
