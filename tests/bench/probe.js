// Notes what a page shows and lets sound, on the page's own clock. Put before its
// scripts; what it finds is in `benchNotes`. All instants in ms of `performance.now()`,
// but `when`, `stops` and `heard` in seconds of an audio clock.
;(() => {
  const notes = { moments: [], onsets: [] }
  const contexts = []
  const onsetOf = new WeakMap()
  window.benchNotes = notes

  /** What the audio clock says now, and what of it is heard when. */
  function clockOf(context) {
    const { contextTime, performanceTime } = context.getOutputTimestamp()
    return { heard: contextTime, at: performanceTime }
  }

  /** Lets `before` see each call of a method. */
  function watch({ prototype }, method, before) {
    const original = prototype[method]
    prototype[method] = function (...given) {
      before(this, ...given)
      return original.apply(this, given)
    }
  }

  function started(source, when = 0) {
    const { context } = source
    if (!(context instanceof AudioContext)) return
    if (!contexts.includes(context)) contexts.push(context)
    const begins = Math.max(when, context.currentTime)
    const onset = { context: contexts.indexOf(context), when: begins, stops: null }
    onsetOf.set(source, onset)
    notes.onsets.push(onset)
  }

  function stopped(source, when = 0) {
    const onset = onsetOf.get(source)
    if (onset) onset.stops = Math.max(when, source.context.currentTime)
  }

  watch(AudioScheduledSourceNode, 'start', started)
  watch(AudioBufferSourceNode, 'start', started)
  watch(AudioScheduledSourceNode, 'stop', stopped)

  /** The attributes that the page promises, and each audio clock, at this moment. */
  function note([{ target }]) {
    const { session, step, remainingMs } = target.dataset
    notes.moments.push({
      at: performance.now(),
      session,
      step: Number(step),
      remaining: Number(remainingMs),
      clocks: contexts.map(clockOf),
    })
  }

  new MutationObserver(note).observe(document, {
    subtree: true,
    attributeFilter: ['data-session', 'data-step', 'data-remaining-ms'],
  })
})()
