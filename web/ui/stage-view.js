// The picture of a running massage: figures, ring, words, the lit zone and its stroke.
import { timer } from '../core/format.js'
import { part, reveal, write } from './frame.js'
import { strokeOf } from './plans.js'
import { createProgressRing } from './progress-ring.js'
import { announcementOf, wordsOf } from './stage-words.js'
import { createStroke } from './stroke.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/types.js').Position} Position */

/**
 * @param {HTMLElement} root
 * @param {import('./massage.js').Devices} devices
 */
export function createStageView(root, devices) {
  const { t } = devices.text
  const stroke = createStroke(part(root, 'stage'))
  const ring = createProgressRing(root)
  /** @type {(step: import('../core/types.js').Step) => string} */
  let pressure = () => ''

  /**
   * @param {Session} session
   * @param {Position} position
   */
  function drawWords(session, position) {
    const { hands, ...words } = wordsOf(session, position, devices)
    const step = session.steps[position.step]
    write(root, { ...words, touch: `${hands}. ${pressure(step)}` })
  }

  /**
   * Never hidden, and not written twice: so that it is heard, and heard once.
   * @param {string} line
   */
  function announce(line) {
    const live = part(root, 'announce')
    if (live.textContent !== line) live.textContent = line
  }

  /**
   * @param {Session} session
   * @param {Position} position
   */
  function drawPicture({ steps, product, paceMs, leadInMs }, position) {
    const { step, leadIn, remainingMs } = position
    const { zone, direction, side, ms } = steps[step]
    const { motion } = strokeOf(steps[step], product, devices)
    const isRunning = position.state === 'running'
    const passedMs = leadIn ? 0 : ms - remainingMs
    stroke.show(
      { zone, motion, direction, side, paceMs },
      { isRunning, isWaiting: leadIn, passedMs },
    )
    const whole = leadIn ? leadInMs : ms
    const left = leadIn ? position.leadInLeftMs : remainingMs
    ring.show({ step, ms: whole, passedMs: whole - left, isRunning, isWaiting: leadIn })
    markZones(steps, step)
  }

  /**
   * @param {import('../core/types.js').Step[]} steps
   * @param {number} step
   */
  function markZones(steps, step) {
    const order = steps.map(({ zone }) => zone)
    for (const shape of part(root, 'stage').querySelectorAll('path')) {
      const { zone } = shape.dataset
      if (!zone) continue
      const isNow = steps[step].zone === zone
      shape.classList.toggle('now', isNow)
      shape.classList.toggle('done', !isNow && order.slice(0, step).includes(zone))
      shape.classList.toggle('coming', !isNow && order.slice(step).includes(zone))
    }
  }

  return {
    /**
     * @param {Session} session
     * @param {typeof pressure} wanted
     */
    begin({ steps, part: where }, wanted) {
      pressure = wanted
      ring.begin(steps.length)
      reveal(root, { 'stage-face': where === 'face', 'stage-body': where === 'body' })
    },

    /**
     * What changes with a step or a command.
     * @param {Session} session
     * @param {Position} position
     * @param {{isSpeaking: boolean}} voice a step that is said aloud is not announced
     */
    drawStep(session, position, { isSpeaking }) {
      const { state, step } = position
      Object.assign(root.dataset, {
        session: state,
        step,
        steps: session.steps.length,
      })
      drawWords(session, position)
      part(root, 'stage').classList.toggle('is-paused', state !== 'running')
      announce(
        isSpeaking && state === 'running'
          ? ''
          : announcementOf(session, position, devices),
      )
      drawPicture(session, position)
    },

    /**
     * What changes with every second.
     * @param {Session} session
     * @param {Position} position
     */
    drawMoment({ steps, leadInMs }, position) {
      const { remainingMs, totalRemainingMs, leadIn, leadInLeftMs, step } = position
      root.dataset.remainingMs = String(Math.round(remainingMs))
      part(root, 'digits').textContent = timer(leadIn ? leadInLeftMs : remainingMs)
      part(root, 'whole').textContent = t('%(time)s left', {
        time: timer(totalRemainingMs),
      })
      ring.tick(leadIn ? leadInMs - leadInLeftMs : steps[step].ms - remainingMs)
    },

    stop() {
      stroke.stop()
      ring.stop()
      root.dataset.remainingMs = '0'
    },
  }
}
