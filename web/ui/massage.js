// The massage page: may it begin, one to resume, the questions before it.
import { askQuestions } from './check.js'
import { part, reveal, takeHashes } from './frame.js'
import { drawClosed, drawNone, drawReady } from './door.js'
import { createKeeping, pausedAt } from './keeping.js'
import { strictestLine } from './lines.js'
import { createRun } from './massage-run.js'
import { createViews } from './massage-views.js'
import { plansOf } from './plans.js'
import { askScreening, drawRefused, drawScreening } from './screening.js'
import { declare, situationOf } from './situation.js'
import { placeText } from './stage-words.js'
import { declareZones, drawMaps } from './zone-map.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../entry/basics.js').Basics & {
 *   badge: import('../device/badge.js').Badge,
 *   lasting: import('../device/lasting.js').Lasting,
 *   sound: import('../device/sound.js').Sound,
 *   voice: import('../device/voice.js').Voice,
 *   clips: import('../device/clips.js').Clips,
 *   vibration: import('../device/vibration.js').Vibration,
 *   headset: import('../device/headset.js').Headset,
 *   camera: import('../device/mirror.js').Camera,
 *   wakeLock: import('../device/wake-lock.js').WakeLock}} Devices */

/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('./situation.js').Situation} Situation */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export async function showMassage(main, devices) {
  const { show, view } = createViews(main)
  const keeping = createKeeping(devices)
  const around = { views: { show, view }, keeping, askedPlan, arrive, beBusy }
  const run = createRun(main, devices, around)
  const { draft, turn, clock } = devices
  const asked = takeHashes()
  let goesToCheck = asked.includes('check')
  /** Which routine the patient means, by product and part. */
  let wanted = asked.filter((word) => word !== 'check').join('.')
  /** What is offered, and what was asked about: a routine and how it stands. */
  let offered = ''
  let questioned = ''
  askQuestions(main, devices, { allWell: run.begin, flagged: leave })
  askScreening(main, devices, { wanted: chosenPlan, answered })
  reveal(main, { darkness: !devices.wakeLock.isDependable })
  part(main, 'begin').addEventListener('click', begin)
  part(main, 'agreed').addEventListener('change', allowBegin)
  part(main, 'resume-now').addEventListener('click', run.resume)
  part(main, 'resume-end').addEventListener('click', run.end)
  await arrive()
  devices.onChange(() => void lookAgain())

  /** What can no longer be looked up is not offered. */
  async function arrive() {
    await decide().catch((error) => {
      main.dataset.verdict = 'none'
      show('')
      throw error
    })
  }

  /** Decides what the page is now: closed, a massage to resume, or ready to begin. */
  async function decide() {
    const situation = await situationOf(devices)
    declare(main, situation)
    void drawAll(situation)
    const isTaken = await turn.isTaken()
    if (run.isOn()) return
    if (isTaken) return beBusy()
    if (draft.read()) {
      const left = await keeping.leftOpen(situation.now, situation.assessment)
      goesToCheck &&= !left
      if (left) return offerResume(left)
      if (!draft.read()) return arrive()
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
    if (offered !== standOf(plan)) agreement(main).checked = false
    offered = standOf(plan)
    drawReady(main, situation, { plans, plan }, { basics: devices, choose })
    const isWhole = plan.screening.leftOut.length === 0
    const isOpen = plan.current.verdict === 'clear' && isWhole
    if (plan.screening.state === 'refused') {
      drawRefused(main, plan, situation, devices)
      view('refused')
    } else if (goesToCheck && isOpen) ask(plan)
    else {
      view('ready')
      allowBegin()
    }
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

  /** The plan that the questions were about, if it still stands as it did then. */
  async function askedPlan() {
    const plan = await chosenPlan()
    return plan && standOf(plan) === questioned ? plan : undefined
  }

  /** @param {Plan} plan */
  function ask(plan) {
    questioned = standOf(plan)
    const isAsked = plan.screening.state !== 'needed'
    if (!isAsked) drawScreening(main, plan, devices)
    view(isAsked ? 'check' : 'screening')
  }

  /** Something changed elsewhere; a massage under way is not disturbed. */
  async function lookAgain() {
    if (run.isOn()) return keeping.keepIfLeft(clock.steady())
    const { session } = part(main, 'session').dataset
    const isWaiting = session === 'ready' || session === 'paused'
    if (!run.isUnderWay() && isWaiting) await arrive()
  }

  /** @param {{session: Session, seenAt: number}} left */
  function offerResume(left) {
    part(main, 'resume-text').textContent = placeText(pausedAt(left), devices)
    show('resume')
    part(main, 'session').dataset.session = 'paused'
  }

  /** Until the other window is done: what is drawn then is drawn anew. */
  function beBusy() {
    part(main, 'session').dataset.session = 'ready'
    show('busy')
    void turn.whenFree().then(lookAgain)
  }

  function leave() {
    location.assign(`/${devices.language}/help/`)
  }

  function allowBegin() {
    const begin = /** @type {HTMLButtonElement} */ (part(main, 'begin'))
    begin.disabled = !part(main, 'care').hidden && !agreement(main).checked
  }
}

/** @param {HTMLElement} main */
function agreement(main) {
  return /** @type {HTMLInputElement} */ (part(main, 'agreed'))
}

/** @param {Plan} plan */
function standOf({ current }) {
  return `${keyOf(current)} ${current.verdict}`
}

/** @param {{product: string, part: string}} current */
function keyOf({ product, part: where }) {
  return `${product}.${where}`
}
