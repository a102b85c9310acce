// The run: paints where the session is, hears the buttons, keeps the draft.
import { cuesAhead } from '../core/cues.js'
import { timer } from '../core/format.js'
import { EXTRA_MS, next, positionAt, settle } from '../core/session.js'
import { make, part, reveal, write } from './frame.js'
import { strokeOf, zoneOf } from './plans.js'
import { lookAt } from './look-at.js'
import { createStroke } from './stroke.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/session.js').Command} Command */

const SECOND_MS = 1000

/**
 * @param {HTMLElement} main
 * @param {import('./massage.js').Devices} devices
 * @param {(session: Session) => unknown} finished
 */
export function createStage(main, devices, finished) {
  const { clock, draft, sound, wakeLock, life, store } = devices
  const { t } = devices.text
  const root = part(main, 'session')
  const stroke = createStroke(part(root, 'stage'))
  /** @type {Session | null} */
  let session = null
  let isLoud = true
  /** @type {(step: import('../core/types.js').Step) => string} */
  let pressure = () => ''
  let timeout = 0

  /**
   * @param {Session} begun
   * @param {{isLoud: boolean, pressure: typeof pressure}} manner
   */
  function start(begun, { isLoud: withSound, pressure: wanted }) {
    isLoud = withSound
    pressure = wanted
    session = begun
    part(root, 'segments').replaceChildren(
      ...begun.steps.map(() => make('li', {}, make('i'))),
    )
    const isBody = begun.part === 'body'
    reveal(root, { 'stage-face': !isBody, 'stage-body': isBody })
    wakeLock.hold()
    apply(begun)
    part(root, 'toggle').focus({ preventScroll: true })
  }

  /** @param {Command} command */
  function order(command) {
    if (session) apply(next(session, command, clock.steady()))
  }

  /**
   * Writes the new state down, then draws it.
   * @param {Session} changed
   */
  function apply(changed) {
    const now = clock.steady()
    session = changed
    draft.write(changed, now)
    const position = positionAt(changed, now)
    if (position.state === 'finished') return close(settle(changed, now))
    ringAhead(changed, now)
    drawStep(changed, position)
    tick()
  }

  /**
   * @param {Session} running
   * @param {number} now
   */
  function ringAhead(running, now) {
    if (isLoud && running.state === 'running')
      sound.schedule(cuesAhead(running, now), now)
    else sound.silence()
  }

  /** Paints the moment and wakes up again when the shown second is over. */
  function tick() {
    window.clearTimeout(timeout)
    if (!session) return
    const now = clock.steady()
    const position = positionAt(session, now)
    if (position.state === 'finished') return close(settle(session, now))
    if (position.step !== shownStep() || position.leadIn !== stroke.isWaiting()) {
      drawStep(session, position)
    }
    drawMoment(position)
    draft.write(session, now)
    if (position.state !== 'running') return
    const shown = position.leadIn ? leadInLeft(session, now) : position.remainingMs
    timeout = window.setTimeout(tick, shown % SECOND_MS || SECOND_MS)
  }

  /** @param {Session} ended */
  function close(ended) {
    window.clearTimeout(timeout)
    session = null
    stroke.stop()
    wakeLock.release()
    root.dataset.remainingMs = '0'
    if (ended.massagedMs < ended.plannedMs) sound.silence()
    void finished(ended)
  }

  const shownStep = () => Number(root.dataset.step)

  /**
   * @param {Session} at
   * @param {number} now
   */
  function leadInLeft(at, now) {
    return Math.max(0, at.leadInMs - settle(at, now).offset)
  }

  /**
   * What changes with a step or a command.
   * @param {Session} at
   * @param {import('../core/types.js').Position} position
   */
  function drawStep({ steps, product, paceMs }, position) {
    const { state, step, leadIn } = position
    const { name } = zoneOf(steps[step].zone, devices)
    const { hands, how, motion } = strokeOf(steps[step], product, devices)
    const following = steps[step + 1]
    const isRunning = state === 'running'
    Object.assign(root.dataset, { session: state, step, steps: steps.length })
    write(root, {
      count: leadIn
        ? t('Get ready')
        : t('%(step)s of %(steps)s', { step: step + 1, steps: steps.length }),
      zone: name,
      stroke: how,
      touch: `${hands}. ${pressure(steps[step])}`,
      verb: isRunning ? t('Pause') : t('Resume'),
      following: following
        ? t('Next: %(zone)s', { zone: zoneOf(following.zone, devices).name })
        : t('The last one'),
      mute: isLoud ? t('Sound on') : t('Sound off'),
    })
    part(root, 'stage').classList.toggle('is-paused', !isRunning)
    const values = { step: step + 1, steps: steps.length, zone: name, stroke: how }
    announce(
      isRunning
        ? t('%(step)s of %(steps)s: %(zone)s. %(stroke)s.', values)
        : t('Paused'),
    )
    const { direction, zone } = steps[step]
    stroke.show(
      { zone, motion, direction, paceMs },
      {
        isRunning,
        isWaiting: leadIn,
        passedMs: leadIn ? 0 : steps[step].ms - position.remainingMs,
      },
    )
    markZones(steps, step)
    lookAt(part(root, 'stage-body'), zone)
  }

  /**
   * @param {import('../core/types.js').Position} position
   */
  function drawMoment({ remainingMs, totalRemainingMs, leadIn, step }) {
    const now = clock.steady()
    const shown = leadIn && session ? leadInLeft(session, now) : remainingMs
    root.dataset.remainingMs = String(Math.round(remainingMs))
    part(root, 'digits').textContent = timer(shown)
    part(root, 'whole').textContent = t('%(time)s left', {
      time: timer(totalRemainingMs),
    })
    drawSegments(step, remainingMs, leadIn)
  }

  /**
   * @param {number} step
   * @param {number} remainingMs
   * @param {boolean} leadIn
   */
  function drawSegments(step, remainingMs, leadIn) {
    const segments = [...part(root, 'segments').querySelectorAll('i')]
    const length = session?.steps[step].ms ?? 1
    segments.forEach((segment, index) => {
      const share = leadIn ? 0 : 1 - remainingMs / length
      const fill = index < step ? 1 : index === step ? share : 0
      segment.style.setProperty('--fill', String(fill))
    })
  }

  /**
   * @param {import('../core/types.js').Step[]} steps
   * @param {number} step
   */
  function markZones(steps, step) {
    const order = steps.map(({ zone }) => zone)
    for (const shape of part(root, 'stage').querySelectorAll('path')) {
      const index = order.indexOf(shape.dataset.zone ?? '')
      if (!shape.dataset.zone) continue
      shape.classList.toggle('now', index === step)
      shape.classList.toggle('done', index >= 0 && index < step)
      shape.classList.toggle('coming', index > step)
    }
  }

  /** @param {string} text */
  function announce(text) {
    part(root, 'announce').textContent = text
  }

  part(root, 'toggle').addEventListener('click', () => {
    sound.unlock()
    order({ type: session?.state === 'running' ? 'pause' : 'resume' })
  })
  part(root, 'back').addEventListener('click', () => order({ type: 'back' }))
  part(root, 'skip').addEventListener('click', () => order({ type: 'skip' }))
  part(root, 'add').addEventListener('click', () =>
    order({ type: 'addTime', ms: EXTRA_MS }),
  )
  part(root, 'end').addEventListener('click', () => order({ type: 'finish' }))
  part(root, 'mute').addEventListener('click', () => {
    isLoud = !isLoud
    void store.set('sound', isLoud)
    if (session) apply(settle(session, clock.steady()))
  })
  life.onLeave(() => order({ type: 'pause' }))

  return {
    start,
    isOn: () => session !== null,

    /**
     * "Chin, 0:12 left of 2:47."
     * @param {Session} paused
     */
    placeText(paused) {
      const { step, remainingMs, totalRemainingMs } = positionAt(paused, paused.since)
      return t('%(zone)s: %(time)s left here, %(whole)s in all.', {
        zone: zoneOf(paused.steps[step].zone, devices).name,
        time: timer(remainingMs),
        whole: timer(totalRemainingMs),
      })
    },
  }
}
