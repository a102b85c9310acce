// The audio context, kept running as far as the phone lets it.

/** Loud is driven into a limiter, so that it fills a bathroom and never clips. */
const DRIVE = 3
const LIMITER = { threshold: -14, knee: 0, ratio: 20, attack: 0.001, release: 0.15 }
/** After the last sound the audio thread may rest, and an iPhone's music come back. */
const REST_AFTER_MS = 10_000
const LOOK_AGAIN_MS = 300
const TROUBLE_AFTER_MS = 900
/** @type {Record<string, string>} */
const SESSIONS = { silent: 'playback', music: 'ambient' }
const GESTURES = ['pointerdown', 'pointerup', 'keydown']

/**
 * What helps a context that should be heard.
 * @param {{state: string, hasMoved: boolean}} seen whether its clock went on lately
 * @returns {'none' | 'resume' | 'rebuild'}
 */
export function audioRecovery({ state, hasMoved }) {
  if (state === 'closed') return 'rebuild'
  if (state !== 'running') return 'resume'
  return hasMoved ? 'none' : 'rebuild'
}

/**
 * Where sounds go in, and whether they come out.
 * @param {globalThis.Window & typeof globalThis} window
 * @param {{lay: () => void, isDue: () => boolean}} sounds
 */
export function createOutput(window, { lay, isDue }) {
  const { document } = window
  /** @type {AudioContext | null} */
  let context = null
  /** @type {Record<string, GainNode>} */
  let doors = {}
  let over = 'silent'
  /** @type {(isOff: boolean) => void} */
  let callback = () => {}
  let isOff = false
  let isRebuilt = false
  let failingMs = 0
  let looking = 0
  let resting = 0
  let seen = { time: 0, shown: 0 }

  function unlock() {
    claimSession(window.navigator, over)
    context ??= make()
    tryAnew()
  }

  function make() {
    const made = makeContext(window)
    doors = {}
    if (made) made.onstatechange = changed
    return made
  }

  /** A tap or a return to the page allows what was refused before. */
  function tryAnew() {
    failingMs = 0
    isRebuilt = false
    wake()
  }

  /** What rests because nothing is due is left to rest. */
  function tryAnewIfDue() {
    if (isDue()) tryAnew()
  }

  function wake() {
    const mine = context
    if (!mine) return
    if (mine.state !== 'running') {
      claimSession(window.navigator, over)
      mine.resume().then(settle, (error) => {
        // Some engines never wake such a context again.
        const isBroken = error.name === 'InvalidStateError'
        if (mine === context && isBroken && !isRebuilt) rebuild()
      })
      playNothing(mine)
    }
    watch()
  }

  function rebuild() {
    isRebuilt = true
    if (context) close(context)
    context = make()
    wake()
  }

  function changed() {
    failingMs = 0
    settle()
  }

  function settle() {
    lay()
    watch()
  }

  function watch() {
    window.clearTimeout(looking)
    if (!context) return
    seen = { time: context.currentTime, shown: shownMs(window) }
    looking = window.setTimeout(look, LOOK_AGAIN_MS)
  }

  function look() {
    if (!context || document.visibilityState === 'hidden') return
    const passed = shownMs(window) - seen.shown
    if (passed < LOOK_AGAIN_MS) {
      looking = window.setTimeout(look, LOOK_AGAIN_MS - passed)
      return
    }
    const hasMoved = context.currentTime !== seen.time
    const remedy = audioRecovery({ state: context.state, hasMoved })
    if (remedy === 'none') return calm()
    failingMs += LOOK_AGAIN_MS
    if (!isDue()) return
    if (failingMs >= TROUBLE_AFTER_MS) tell(true)
    else if (remedy === 'rebuild' && !isRebuilt) rebuild()
    else wake()
  }

  function rest() {
    if (context?.state !== 'running') return
    context.suspend?.().catch(() => {})
    claimSession(window.navigator, 'nothing')
  }

  /** @param {boolean} isOffNow */
  function tell(isOffNow) {
    if (isOffNow !== isOff) callback(isOffNow)
    isOff = isOffNow
  }

  function calm() {
    failingMs = 0
    tell(false)
  }

  // A touch allows sound only when the finger lifts, a mouse when it presses.
  for (const gesture of GESTURES) document.addEventListener(gesture, tryAnewIfDue)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryAnewIfDue()
  })

  return {
    unlock,
    context: () => context,

    /** Looks soon whether it can be heard. */
    examine() {
      failingMs = 0
      if (isDue()) watch()
      else calm()
    },

    /**
     * Nothing is due after `ms`: a while later the context is put to rest.
     * @param {number} ms
     */
    restLater(ms) {
      window.clearTimeout(resting)
      resting = window.setTimeout(rest, ms + REST_AFTER_MS)
    },

    /**
     * Where sounds of this loudness go in; none without a context.
     * @param {string} loudness
     */
    door(loudness) {
      if (!context) return null
      return (doors[loudness] ??= makeDoor(context, loudness))
    },

    /** @param {string} wished */
    use(wished) {
      over = wished
      if (context) claimSession(window.navigator, over)
    },

    /** @param {(isOff: boolean) => void} listener */
    onTrouble(listener) {
      callback = listener
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

/** @param {AudioContext} context */
function close(context) {
  context.onstatechange = null
  context.close?.().catch(() => {})
}

/**
 * iPhones: over silent mode, but instead of music; or with the music, but muted by
 * silent mode. There is no third way.
 * @param {Navigator & {audioSession?: {type: string}}} navigator
 * @param {string} over
 */
function claimSession({ audioSession }, over) {
  if (audioSession) audioSession.type = SESSIONS[over] ?? 'auto'
}

/**
 * Older iPhones let a context sound only after it has played something in a tap.
 * @param {AudioContext} context
 */
function playNothing(context) {
  if (!('createBuffer' in context)) return
  const source = context.createBufferSource()
  source.buffer = context.createBuffer(1, 1, context.sampleRate)
  source.connect(context.destination)
  source.start()
}

/**
 * Time as it was shown on the screen. After a sleep timers may hurry, and a context
 * would seem to stand still between two of them.
 * @param {globalThis.Window} window
 */
function shownMs({ document, performance }) {
  return Number(document.timeline?.currentTime ?? performance.now())
}

/**
 * @param {AudioContext} context
 * @param {string} loudness
 */
function makeDoor(context, loudness) {
  const isLoud = loudness === 'loud'
  const door = new GainNode(context, { gain: isLoud ? DRIVE : 1 })
  if (isLoud && 'createDynamicsCompressor' in context) {
    const limiter = new DynamicsCompressorNode(context, LIMITER)
    door.connect(limiter).connect(context.destination)
  } else door.connect(context.destination)
  return door
}
