// The massage page: may it begin, the questions, the run, the record.
import { localDate } from '../core/civil.js'
import { mannerOf } from '../core/manner.js'
import { next, readySession } from '../core/session.js'
import { sideBySide } from '../core/steps.js'
import { askQuestions } from './check.js'
import { keepFocus } from './focus.js'
import { part, reveal, takeHashes } from './frame.js'
import { drawFinished } from './finished.js'
import { drawClosed, drawNone, drawReady } from './door.js'
import { createKeeping, pausedAt } from './keeping.js'
import { strictestLine } from './lines.js'
import { plansOf, pressureText, strokeOf } from './plans.js'
import { askScreening, drawRefused, drawScreening } from './screening.js'
import { declare, situationOf } from './situation.js'
import { createStage } from './stage.js'
import { placeText } from './stage-words.js'
import { declareZones, drawMaps } from './zone-map.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/types.js').Step} Step */
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
  const keeping = createKeeping(devices)
  const { draft, turn, clock, store, voice } = devices
  const asked = takeHashes()
  let isTaking = false
  let goesToCheck = asked.includes('check')
  /** Which routine the patient means, by product and part. */
  let wanted = asked.filter((word) => word !== 'check').join('.')
  askQuestions(main, devices, { allWell, flagged: leave })
  askScreening(main, devices, { wanted: chosenPlan, answered })
  reveal(main, { darkness: !devices.wakeLock.isDependable })
  part(main, 'begin').addEventListener('click', begin)
  part(main, 'agreed').addEventListener('change', allowBegin)
  part(main, 'resume-now').addEventListener('click', () => void once(resume))
  part(main, 'resume-end').addEventListener('click', () => {
    void keeping.end().then(arrive)
  })
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
    if (await turn.isTaken()) return beBusy()
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
    if (stage.isOn()) return keeping.keepIfLeft(clock.steady())
    const { session } = part(main, 'session').dataset
    if (!isTaking && session === 'ready') await arrive()
  }

  /** @param {{session: Session, seenAt: number}} left */
  function offerResume(left) {
    part(main, 'resume-text').textContent = placeText(pausedAt(left), devices)
    show('resume')
    part(main, 'session').dataset.session = 'paused'
  }

  function allWell() {
    stage.prime()
    void once(run)
  }

  /**
   * The second of two quick presses finds the first one at work, or its massage begun.
   * @param {() => Promise<unknown>} go
   */
  async function once(go) {
    if (isTaking || stage.isOn()) return
    isTaking = true
    await go().finally(() => (isTaking = false))
  }

  async function run() {
    const plan = await chosenPlan()
    if (!plan || plan.screening.state !== 'passed') return arrive()
    const { product, part: where } = plan.current
    const rule = devices.protocols.treatments[product].routine
    const { hands, advance } = await manner()
    const hasSides = (/** @type {Step} */ step) => {
      return strokeOf(step, product, devices).oneHand !== null
    }
    const session = readySession({
      id: devices.newId(),
      product,
      part: where,
      advance,
      steps: hands === 'one' ? sideBySide(plan.steps, hasSides) : plan.steps,
      leadInMs: rule?.leadInMs ?? 0,
      paceMs: rule?.paceMs ?? null,
      day: localDate(clock.now(), clock.timezone()),
    })
    await take(next(session, { type: 'begin' }, clock.steady()))
  }

  async function resume() {
    stage.prime()
    const left = draft.read()
    if (!left) return arrive()
    await take(next(pausedAt(left), { type: 'resume' }, clock.steady()))
  }

  async function manner() {
    const { settings } = await store.read()
    return mannerOf(settings, voice.isPossible())
  }

  /**
   * @param {Session} session
   * @returns {Promise<boolean>} false where another window has the turn
   */
  async function take(session) {
    if (!(await turn.take())) {
      beBusy()
      return false
    }
    const situation = await situationOf(devices)
    const current = situation.routines.find(({ product, part: where }) => {
      return product === session.product && where === session.part
    })
    await drawMaps(part(main, 'stage'), devices, [session.part])
    view('stage')
    await stage.start(session, {
      manner: await manner(),
      pressure: (step) =>
        current ? brief(pressureText(current, step, devices, { isDuring: true })) : '',
    })
    return true
  }

  /** Until the other window is done: what is drawn then is drawn anew. */
  function beBusy() {
    part(main, 'session').dataset.session = 'ready'
    show('busy')
    void turn.whenFree().then(lookAgain)
  }

  /** @param {Session} session */
  async function finish(session) {
    turn.giveBack()
    const isKept = await keeping.keep(session)
    const goOn = () => void once(() => goOnWith(session))
    await drawFinished(main, { session, isKept, goOn }, devices)
    view('finished')
    part(main, 'finished-title').setAttribute('tabindex', '-1')
    part(main, 'finished-title').focus()
  }

  /**
   * Ended by mistake: it is under way again, and no longer in the record. However long
   * it took to find the way back, the massage goes on where it ended.
   * @param {Session} session
   */
  async function goOnWith(session) {
    stage.prime()
    const offeredAt = session.since
    const undone = next(session, { type: 'undo', offeredAt }, clock.steady())
    const isOn = await take({ ...undone, since: clock.steady() })
    if (isOn) await store.remove('sessions', session.id)
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
    if (name !== 'session') followFocus(main)
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
    if (name !== 'stage') followFocus(main)
  }
}

/**
 * Where what was pressed is hidden now, the heading of what is shown has the focus.
 * @param {HTMLElement} main
 */
function followFocus(main) {
  if (document.activeElement !== document.body) keepFocus(main)
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
