// The massage page: may it begin, the questions, the run, the record.
import { localDate } from '../core/civil.js'
import { LEFT_ALONE_MS, recordOf } from '../core/progress.js'
import { next, readySession } from '../core/session.js'
import { askQuestions } from './check.js'
import { part, reveal, takeHashes } from './frame.js'
import { drawFinished } from './finished.js'
import { drawClosed, drawNone, drawReady } from './door.js'
import { strictestLine } from './lines.js'
import { plansOf, pressureText } from './plans.js'
import { askScreening, drawRefused, drawScreening } from './screening.js'
import { declare, situationOf } from './situation.js'
import { createStage } from './stage.js'
import { declareZones, drawMaps } from './zone-map.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../entry/basics.js').Basics & {
 *   sound: import('../device/sound.js').Sound,
 *   wakeLock: import('../device/wake-lock.js').WakeLock}} Devices */

/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('./situation.js').Situation} Situation */

const VIEWS = ['none', 'closed', 'session', 'resume', 'busy', 'technique']
const INSIDE = ['ready', 'screening', 'refused', 'check', 'stage', 'finished']
/** What each of them is called in the page's contract; the stage says it itself. */
const STATES = {
  ready: 'ready',
  screening: 'check',
  refused: 'ready',
  check: 'check',
  finished: 'finished',
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showMassage(main, devices) {
  const stage = createStage(main, devices, finish)
  const { draft, turn, clock, store, sound } = devices
  const asked = takeHashes()
  let goesToCheck = asked.includes('check')
  /** Which routine the patient means, by product and part. */
  let wanted = asked.filter((word) => word !== 'check').join('.')
  askQuestions(main, devices, { allWell: run, flagged: leave })
  askScreening(main, devices, { wanted: chosenPlan, answered })
  part(main, 'begin').addEventListener('click', begin)
  part(main, 'agreed').addEventListener('change', allowBegin)
  part(main, 'resume-now').addEventListener('click', resume)
  part(main, 'resume-end').addEventListener('click', () => void endDraft().then(arrive))
  await arrive()
  devices.onChange(() => void lookAgain())

  /** Decides what the page is now: closed, a massage to resume, or ready to begin. */
  async function arrive() {
    const situation = await situationOf(devices)
    declare(main, situation)
    void drawAll(situation)
    const left = draft.read()
    if (left && (await isOver(left, situation))) return arrive()
    if (left) {
      goesToCheck = false
      return offerResume(left)
    }
    const plans = plansOf(situation)
    const plan = chosenAmong(plans)
    if (plan) offer(plans, plan, situation)
    else if (situation.assessment.verdict === 'blocked') close(situation)
    else {
      drawNone(main, situation, devices)
      show('none')
    }
    goesToCheck = false
    reveal(main, { technique: !plan && situation.assessment.verdict !== 'blocked' })
  }

  /**
   * The drawings of the parts that routines are about, before they are needed.
   * @param {Situation} situation
   */
  async function drawAll({ routines, assessment }) {
    const parts = routines.map((current) => current.part)
    await drawMaps(part(main, 'stage'), devices, parts.length > 0 ? parts : ['face'])
    declareZones(main, assessment)
  }

  /** @param {Plan[]} plans */
  function chosenAmong(plans) {
    return plans.find(({ current }) => keyOf(current) === wanted) ?? plans[0]
  }

  async function chosenPlan() {
    return chosenAmong(plansOf(await situationOf(devices)))
  }

  /**
   * @param {Plan[]} plans
   * @param {Plan} plan
   * @param {Situation} situation
   */
  function offer(plans, plan, situation) {
    const choose = (/** @type {Plan} */ { current }) => {
      wanted = keyOf(current)
      void arrive()
    }
    drawReady(main, situation, { plans, plan }, { basics: devices, choose })
    const isWhole = plan.screening.leftOut.length === 0
    const isOpen = plan.current.verdict === 'clear' && isWhole
    if (plan.screening.state === 'refused') {
      drawRefused(main, plan, situation, devices)
      view('refused')
    } else if (goesToCheck && isOpen) ask(plan)
    else view('ready')
  }

  /** @param {Situation} situation */
  function close(situation) {
    drawClosed(main, strictestLine(situation), situation, devices)
    show('closed')
  }

  async function begin() {
    const plan = await chosenPlan()
    if (plan) ask(plan)
    else await arrive()
  }

  async function answered() {
    goesToCheck = true
    await arrive()
  }

  /** @param {Plan} plan */
  function ask(plan) {
    const isAsked = plan.screening.state !== 'needed'
    if (!isAsked) drawScreening(main, plan, devices)
    view(isAsked ? 'check' : 'screening')
  }

  /** Something changed elsewhere; a massage under way is not disturbed. */
  async function lookAgain() {
    const { session } = part(main, 'session').dataset
    if (!stage.isOn() && session === 'ready') await arrive()
  }

  /**
   * A massage left alone for too long, or no longer allowed, ends as far as it came.
   * @param {{session: Session, seenAt: number}} left
   * @param {Situation} situation
   */
  async function isOver({ session, seenAt }, { assessment, now }) {
    const isLate = now - seenAt > LEFT_ALONE_MS
    const isBlocked = session.steps.some(
      ({ zone }) => assessment.zones[zone]?.verdict === 'blocked',
    )
    if (!isLate && !isBlocked) return false
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
    const plan = await chosenPlan()
    if (!plan || plan.screening.state !== 'passed') return arrive()
    const { product, part: where } = plan.current
    const rule = devices.protocols.treatments[product].routine
    const session = readySession({
      id: devices.newId(),
      product,
      part: where,
      steps: plan.steps,
      leadInMs: rule?.leadInMs ?? 0,
      paceMs: rule?.paceMs ?? null,
      day: localDate(clock.now(), clock.timezone()),
    })
    await take(next(session, { type: 'begin' }, clock.steady()))
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
    const current = situation.routines.find(({ product, part: where }) => {
      return product === session.product && where === session.part
    })
    await drawMaps(part(main, 'stage'), devices, [session.part])
    view('stage')
    stage.start(session, {
      isLoud: situation.kept.settings.sound ?? true,
      pressure: (step) => (current ? brief(pressureText(current, step, devices)) : ''),
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
   * @param {'ready' | 'screening' | 'refused' | 'check' | 'stage' | 'finished'} name
   */
  function view(name) {
    show('session')
    const session = part(main, 'session')
    if (name !== 'stage') session.dataset.session = STATES[name]
    for (const other of INSIDE) {
      reveal(session, { [other]: other === name })
    }
    document.body.classList.toggle('at-work', name === 'stage')
    if (name === 'ready') allowBegin()
    window.scrollTo(0, 0)
  }
}

/** @param {{product: string, part: string}} current */
function keyOf({ product, part: where }) {
  return `${product}.${where}`
}

/**
 * Its first sentence: the drawing needs the room, and the page before said it all.
 * @param {string} text
 */
function brief(text) {
  return text.split(/(?<=\.) /)[0]
}
