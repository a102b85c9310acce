// The massage page: may it begin, the questions, the run, the record.
import { localDate } from '../core/civil.js'
import { LEFT_ALONE_MS, recordOf } from '../core/progress.js'
import { next, readySession } from '../core/session.js'
import { askQuestions } from './check.js'
import { part, reveal, takeHash } from './frame.js'
import { drawFinished } from './finished.js'
import { drawDoor, planOf, pressureText } from './door.js'
import { declare, situationOf } from './situation.js'
import { createStage } from './stage.js'
import { declareZones } from './zone-map.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../entry/basics.js').Basics & {
 *   sound: import('../device/sound.js').Sound,
 *   wakeLock: import('../device/wake-lock.js').WakeLock}} Devices */

const VIEWS = ['none', 'closed', 'session', 'resume', 'busy', 'technique']

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showMassage(main, devices) {
  const stage = createStage(main, devices, finish)
  const { draft, turn, clock, store, sound } = devices
  let goesToCheck = takeHash('#check')
  askQuestions(main, devices, { allWell: run, flagged: leave })
  part(main, 'begin').addEventListener('click', () => view('check'))
  part(main, 'agreed').addEventListener('change', allowBegin)
  part(main, 'resume-now').addEventListener('click', resume)
  part(main, 'resume-end').addEventListener('click', () => void endDraft().then(arrive))
  await arrive()
  devices.onChange(() => void lookAgain())

  /** Decides what the page is now: closed, a massage to resume, or ready to begin. */
  async function arrive() {
    const situation = await situationOf(devices)
    declare(main, situation)
    declareZones(main, situation.assessment)
    const left = draft.read()
    if (left && (await isOver(left, situation))) return arrive()
    if (left) {
      goesToCheck = false
      return offerResume(left)
    }
    drawDoor(main, situation, devices)
    const isReady = planOf(situation).length > 0
    const isClosed = situation.assessment.verdict === 'blocked'
    const isDirect = goesToCheck && situation.assessment.verdict === 'clear'
    goesToCheck = false
    if (isReady) view(isDirect ? 'check' : 'ready')
    else show(isClosed ? 'closed' : 'none')
    reveal(main, { technique: !isReady && !isClosed })
  }

  /** Something changed elsewhere; a massage under way is not disturbed. */
  async function lookAgain() {
    const { session } = part(main, 'session').dataset
    if (!stage.isOn() && session === 'ready') await arrive()
  }

  /**
   * A massage left alone for too long, or no longer allowed, ends as far as it came.
   * @param {{session: Session, seenAt: number}} left
   * @param {import('./situation.js').Situation} situation
   */
  async function isOver({ seenAt }, { assessment, now }) {
    const isLate = now - seenAt > LEFT_ALONE_MS
    if (!isLate && assessment.verdict !== 'blocked') return false
    await endDraft()
    return true
  }

  /** @param {{session: Session, seenAt: number}} left */
  function offerResume({ session, seenAt }) {
    const paused = next(session, { type: 'pause' }, seenAt)
    part(main, 'resume-text').textContent = stage.placeText(paused)
    show('resume')
    part(main, 'session').dataset.session = 'paused'
  }

  async function run() {
    const situation = await situationOf(devices)
    const [plan] = planOf(situation)
    if (!plan) return arrive()
    const now = clock.steady()
    const day = localDate(clock.now(), clock.timezone())
    const session = readySession({ ...plan, id: devices.newId(), day })
    await take(next(session, { type: 'begin' }, now))
  }

  async function resume() {
    sound.unlock()
    const left = draft.read()
    if (!left) return arrive()
    const paused = next(left.session, { type: 'pause' }, left.seenAt)
    await take(next(paused, { type: 'resume' }, clock.steady()))
  }

  /** @param {Session} session */
  async function take(session) {
    if (!(await turn.take())) return show('busy')
    const situation = await situationOf(devices)
    view('stage')
    stage.start(session, {
      isLoud: situation.kept.settings.sound ?? true,
      pressure: pressureText(situation, devices),
    })
  }

  /** @param {Session} session */
  async function finish(session) {
    turn.giveBack()
    await keep(session)
    await drawFinished(main, session, devices)
    view('finished')
    part(main, 'finished-title').setAttribute('tabindex', '-1')
    part(main, 'finished-title').focus()
  }

  async function endDraft() {
    const left = draft.read()
    if (left) await keep(next(left.session, { type: 'pause' }, left.seenAt))
  }

  /** @param {Session} session */
  async function keep(session) {
    const record = recordOf(session)
    if (record) await store.put('sessions', record)
    draft.erase()
  }

  function leave() {
    location.assign(`/${devices.language}/help/`)
  }

  function allowBegin() {
    const agreed = /** @type {HTMLInputElement} */ (part(main, 'agreed'))
    const begin = /** @type {HTMLButtonElement} */ (part(main, 'begin'))
    begin.disabled = !part(main, 'care').hidden && !agreed.checked
  }

  /** @param {string} name */
  function show(name) {
    for (const other of VIEWS) reveal(main, { [other]: other === name })
    document.body.classList.toggle('at-work', false)
  }

  /**
   * One of the views inside the session.
   * @param {'ready' | 'check' | 'stage' | 'finished'} name
   */
  function view(name) {
    show('session')
    const session = part(main, 'session')
    if (name !== 'stage') session.dataset.session = name
    for (const other of ['ready', 'check', 'stage', 'finished']) {
      reveal(session, { [other]: other === name })
    }
    document.body.classList.toggle('at-work', name === 'stage')
    if (name === 'ready') allowBegin()
    window.scrollTo(0, 0)
  }
}
