// A massage from its first second to the record: begun, taken up again, ended by mistake.
import { localDate } from '../core/civil.js'
import { mannerOf } from '../core/manner.js'
import { next, readySession } from '../core/session.js'
import { sideBySide } from '../core/steps.js'
import { part } from './frame.js'
import { drawFinished } from './finished.js'
import { pausedAt } from './keeping.js'
import { pressureText, strokeOf } from './plans.js'
import { situationOf } from './situation.js'
import { createStage } from './stage.js'
import { drawMaps } from './zone-map.js'

/** @typedef {import('../core/types.js').Session} Session */
/** @typedef {import('../core/types.js').Step} Step */
/** @typedef {import('./massage.js').Devices} Devices */
/** @typedef {import('./plans.js').Plan} Plan */
/** @typedef {import('../core/manner.js').Manner} Manner */

/**
 * What the page does around it.
 * @typedef {{
 *   views: import('./massage-views.js').Views,
 *   keeping: ReturnType<typeof import('./keeping.js').createKeeping>,
 *   askedPlan: () => Promise<Plan | undefined>,
 *   arrive: () => Promise<void>,
 *   beBusy: () => void}} Around
 */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {Around} around
 */
export function createRun(
  main,
  devices,
  { views, keeping, askedPlan, arrive, beBusy },
) {
  const stage = createStage(main, devices, finish)
  const { clock, store, turn, voice } = devices
  let isTaking = false

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
    const plan = await askedPlan()
    if (!plan || plan.screening.state !== 'passed') return arrive()
    const session = sessionOf(plan, await manner(), devices)
    await take(next(session, { type: 'begin' }, clock.steady()))
  }

  async function resume() {
    stage.prime()
    // Since it was offered, a sign may have been noted or a visit entered elsewhere.
    const { now, assessment } = await situationOf(devices)
    const left = await keeping.leftOpen(now, assessment)
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
    await start(session).catch((error) => {
      turn.giveBack()
      throw error
    })
    return true
  }

  /** @param {Session} session */
  async function start(session) {
    const situation = await situationOf(devices)
    const current = situation.routines.find(({ product, part: where }) => {
      return product === session.product && where === session.part
    })
    await drawMaps(part(main, 'stage'), devices, [session.part])
    views.view('stage')
    await stage.start(session, {
      manner: await manner(),
      pressure: (step) =>
        current ? brief(pressureText(current, step, devices, { isDuring: true })) : '',
    })
  }

  /** @param {Session} session */
  async function finish(session) {
    turn.giveBack()
    const isKept = await keeping.keep(session)
    const goOn = () => void once(() => goOnWith(session))
    try {
      await drawFinished(main, { session, isKept, goOn }, devices)
    } finally {
      views.view('finished')
      part(main, 'finished-title').setAttribute('tabindex', '-1')
      part(main, 'finished-title').focus()
    }
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

  return {
    /** Whether a massage is on, or about to be. */
    isUnderWay: () => isTaking || stage.isOn(),
    isOn: stage.isOn,

    /** In the press itself: sound needs it. */
    begin() {
      stage.prime()
      void once(run)
    },

    resume: () => void once(resume),

    /** One that was offered to be resumed ends as far as it came. */
    end: () => void once(() => keeping.end().then(arrive)),
  }
}

/**
 * @param {Plan} plan
 * @param {Manner} manner
 * @param {Devices} devices
 */
function sessionOf({ current, steps }, { hands, advance }, devices) {
  const { clock, newId, protocols } = devices
  const { product, part: where } = current
  const rule = protocols.treatments[product].routine
  const hasSides = (/** @type {Step} */ step) => {
    return strokeOf(step, product, devices).oneHand !== null
  }
  return readySession({
    id: newId(),
    product,
    part: where,
    advance,
    steps: hands === 'one' ? sideBySide(steps, hasSides) : steps,
    leadInMs: rule?.leadInMs ?? 0,
    paceMs: rule?.paceMs ?? null,
    day: localDate(clock.now(), clock.timezone()),
  })
}

/**
 * Its first sentence: the drawing needs the room, and the page before said it all.
 * @param {string} text
 */
function brief(text) {
  return text.split(/(?<=\.) /)[0]
}
