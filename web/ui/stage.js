// The run: keeps the session going, draws it, sounds it, and writes it down before all.
import { isAudible, soundTurned } from '../core/manner.js'
import { next, positionAt, settle, undoable, UNDO_MS } from '../core/session.js'
import { createControls } from './controls.js'
import { createCueing } from './cueing.js'
import { part, reveal, write } from './frame.js'
import { createLock } from './lock.js'
import { createMirror } from './mirror.js'
import { whenUnwanted } from './patience.js'
import { createStageView } from './stage-view.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/session.js').Command} Command */
/** @typedef {import('../core/manner.js').Manner} Manner */
/** @typedef {{manner: Manner,
 *   pressure: (step: import('../core/types.js').Step) => string}} Wishes */

const SECOND_MS = 1000
/** A massage paused for longer than this lets the screen go dark. */
const DARK_AFTER_MS = 5 * 60_000

/**
 * @param {HTMLElement} main
 * @param {import('./massage.js').Devices} devices
 * @param {(session: Session) => unknown} finished
 */
export function createStage(main, devices, finished) {
  const { clock, draft, sound, wakeLock, life, store, headset, text } = devices
  const { t } = text
  const root = part(main, 'session')
  const view = createStageView(root, devices)
  const cueing = createCueing(root, devices)
  const mirror = createMirror(root, devices)
  const lock = createLock(root, text, () => session && redraw(session))
  /** @type {Session | null} */
  let session = null
  /** @type {Manner} */
  let manner
  let shown = ''
  let timeout = 0
  let darkness = 0
  /** Ends the offer to take back. */
  let withdraw = () => {}
  /** @type {number | undefined} */
  let offeredAt

  /**
   * @param {Session} begun
   * @param {Wishes} wishes
   */
  async function start(begun, wishes) {
    manner = wishes.manner
    await cueing.use(manner)
    view.begin(begun, wishes.pressure)
    mirror.begin(begun.part)
    headset.hold({ title: t('Massage'), artist: t('Aftertouch'), over: manner.over })
    drawMute()
    apply(begun)
    if (!life.isVisible()) order({ type: 'pause' })
    part(root, 'toggle').focus({ preventScroll: true })
  }

  /** @param {Command} command */
  function order(command) {
    if (!session) return
    const wish = command.type === 'undo' ? { ...command, offeredAt } : command
    apply(next(session, wish, clock.steady()))
  }

  function toggle() {
    cueing.prime()
    order({ type: session?.state === 'running' ? 'pause' : 'resume' })
  }

  /**
   * Writes the new state down, then draws and sounds it.
   * @param {Session} changed
   * @param {{isByItself?: boolean}} [how] a pause that comes by itself cuts no chime
   */
  function apply(changed, { isByItself = false } = {}) {
    const now = clock.steady()
    session = changed
    draft.write(changed, now)
    if (positionAt(changed, now).state === 'finished')
      return close(settle(changed, now), { isByItself })
    redraw(changed)
    offerUndo(changed, now)
    // What helps comes after what counts: no device may hold up the massage.
    if (!isByItself) cueing.plan(changed, clock.steady())
    keepLit(changed.state === 'running')
  }

  /** @param {Session} changed */
  function redraw(changed) {
    const position = positionAt(changed, clock.steady())
    const { step, leadIn, state } = position
    shown = `${step} ${leadIn} ${state}`
    view.drawStep(changed, position, { isSpeaking: cueing.isSpeaking() })
    mirror.mark(changed.steps[step].zone, changed.steps[step].side)
    headset.tell(
      state === 'running' ? 'playing' : 'paused',
      part(root, 'zone').textContent ?? '',
    )
    lock.draw()
    tick()
  }

  /** Paints the moment and wakes up again when the shown second is over. */
  function tick() {
    window.clearTimeout(timeout)
    if (!session) return
    const now = clock.steady()
    const position = positionAt(session, now)
    const { state, step, leadIn } = position
    if (state === 'finished') {
      return close(settle(session, now), { isByItself: true })
    }
    if (state !== session.state) {
      return apply(settle(session, now), { isByItself: true })
    }
    if (`${step} ${leadIn} ${state}` !== shown) return redraw(session)
    view.drawMoment(session, position)
    if (state !== 'running') return
    draft.seen(now)
    cueing.tick(session, clock.steady())
    const left = leadIn ? position.leadInLeftMs : position.remainingMs
    timeout = window.setTimeout(tick, left % SECOND_MS || SECOND_MS)
  }

  /**
   * @param {Session} ended
   * @param {{isByItself: boolean}} how an end that was ordered cuts its own tone
   */
  function close(ended, { isByItself }) {
    window.clearTimeout(timeout)
    withdraw()
    session = null
    if (!isByItself) cueing.hush()
    lock.open()
    view.stop()
    mirror.end()
    headset.release()
    keepLit(false)
    wakeLock.release()
    void finished(ended)
  }

  /** @param {boolean} isRunning */
  function keepLit(isRunning) {
    window.clearTimeout(darkness)
    if (isRunning) wakeLock.hold()
    else darkness = window.setTimeout(wakeLock.release, DARK_AFTER_MS)
  }

  /**
   * For some seconds, and for longer to whoever is on the way there.
   * @param {Session} changed
   * @param {number} now
   */
  function offerUndo(changed, now) {
    withdraw()
    const last = undoable(changed, now).at(-1)
    offeredAt = last?.at
    showUndo(last !== undefined)
    if (!last) return
    const left = last.at + UNDO_MS - now
    withdraw = whenUnwanted(part(root, 'undo'), left, () => showUndo(false))
  }

  /** @param {boolean} isShown */
  function showUndo(isShown) {
    const hasFocus = document.activeElement === part(root, 'undo')
    reveal(root, { undo: isShown })
    if (hasFocus && !isShown) part(root, 'toggle').focus({ preventScroll: true })
  }

  function drawMute() {
    write(root, { mute: isAudible(manner) ? t('Sound on') : t('Sound off') })
  }

  /** @param {boolean} isOff */
  function tellTrouble(isOff) {
    const line = t('The sound is off. Touch the screen to bring it back.')
    part(root, 'trouble').textContent = isOff && session ? line : ''
  }

  part(root, 'mute').addEventListener('click', () => {
    const turned = soundTurned(manner)
    manner = { ...manner, ...turned }
    for (const [name, value] of Object.entries(turned)) {
      store.set(name, value).catch((error) => {
        console.info('No room to remember the sound:', error)
      })
    }
    cueing.prime()
    drawMute()
    void cueing
      .use(manner)
      .then(() => session && apply(settle(session, clock.steady())))
  })
  createControls(root, { order, toggle, isOn: () => session !== null, lock })
  sound.onTrouble(tellTrouble)
  headset.listen({
    onPlay: () => order({ type: 'resume' }),
    onPause: () => order({ type: 'pause' }),
    onNext: () => order({ type: 'skip' }),
    onBack: () => order({ type: 'back' }),
  })
  life.onLeave(() => order({ type: 'pause' }))

  return {
    start,
    prime: cueing.prime,
    isOn: () => session !== null,
  }
}
