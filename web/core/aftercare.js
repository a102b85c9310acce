// What to leave, what to do and what to expect after the entered treatments, and until
// when. Instants are counted as the gate counts them, so that no advice ends early.
import { assess, restrictsFrom } from './gate.js'
import { isByPlan, windowsOf } from './windows.js'

/** @typedef {import('./types.js').Treatment} Treatment */
/** @typedef {import('./types.js').Aftercare} Aftercare */
/** @typedef {import('./types.js').GateState} GateState */
/** @typedef {import('./types.js').Window} Window */

/**
 * One advice, with every treatment that still gives it: from `from`, before `until`.
 * `verdict` is that of a massage window, null for everything else. `isOpenEnded`: it
 * goes on with the others, and its end says nothing.
 * @typedef {{topic: string, kind: 'avoid' | 'do' | 'expect', text: string, after: string,
 *   range: string, source: string[], verdict: 'caution' | 'blocked' | null,
 *   isOpenEnded: boolean, from: number, until: number}} Advice
 * @typedef {Advice & {treatment: Treatment}} Span
 * @typedef {Advice & {state: 'now' | 'ahead' | 'over', treatments: Treatment[]}} CareItem
 */

/** The topic of the massage windows; it stands before those of the protocol file. */
export const MASSAGE = 'massage'

const KINDS = ['avoid', 'do', 'expect']
const SHOWN_ON_TODAY = 3

/**
 * Every advice that the record brings, in the order in which a page lists it. Nothing is
 * said of treatments that are over and done with.
 * @param {GateState} state
 * @param {Aftercare} aftercare
 * @param {number} now
 * @returns {CareItem[]}
 */
export function careItems(state, aftercare, now) {
  const topics = [MASSAGE, ...aftercare.topics.map(({ id }) => id)]
  const spans = state.treatments
    .map((treatment) => spansOf(treatment, state, aftercare, now))
    .filter((own) => own.some(({ until }) => until > now))
    .flat()
  return alike(spans)
    .map((same) => joined(same, now))
    .sort(
      (a, b) =>
        topics.indexOf(a.topic) - topics.indexOf(b.topic) ||
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        a.until - b.until,
    )
}

/**
 * What matters most now, for Today: what to leave, the soonest end first, and then what
 * to do; no second one of a topic while another topic waits. Massage is left out, since
 * Today is the answer to that.
 * @param {CareItem[]} items
 */
export function careNow(items) {
  const holding = items
    .filter(({ state, topic }) => state === 'now' && topic !== MASSAGE)
    .sort((a, b) => a.until - b.until)
  const ordered = ['avoid', 'do'].flatMap((wanted) =>
    taking(holding.filter(({ kind }) => kind === wanted)),
  )
  return ordered.slice(0, SHOWN_ON_TODAY)
}

/**
 * The same items: first one of each topic, then the second ones, and so on.
 * @param {CareItem[]} items
 */
function taking(items) {
  /** @type {Record<string, number>} */
  const taken = {}
  const turns = items.map((item) => {
    taken[item.topic] = (taken[item.topic] ?? 0) + 1
    return { item, turn: taken[item.topic] }
  })
  return turns.sort((a, b) => a.turn - b.turn).map(({ item }) => item)
}

/**
 * Everything that one treatment brings. What begins with the visit holds even before the
 * instant it is counted from: with an unknown time that is the last minute of the day.
 * @param {Treatment} treatment
 * @param {GateState} state
 * @param {Aftercare} aftercare
 * @param {number} now
 * @returns {Span[]}
 */
function spansOf(treatment, state, aftercare, now) {
  const windows = windowsOf(treatment, state.protocols)
  const rules = aftercare.products[treatment.product]?.rules ?? []
  const start = restrictsFrom(treatment)
  const end = Math.max(0, ...[...windows, ...rules].map(({ untilMs }) => untilMs ?? 0))
  /** @param {{fromMs: number, untilMs: number | null}} span */
  const placed = ({ fromMs, untilMs }) => ({
    from: fromMs === 0 ? -Infinity : start + fromMs,
    until: start + (untilMs ?? end),
    isOpenEnded: untilMs === null,
    treatment,
  })
  return [
    ...windows
      .map((window) => ({ window, ...placed(window) }))
      .filter(({ window, from }) => isStanding(window, from, treatment, state, now))
      .map(({ window, ...place }) => ({ ...massageAdvice(window), ...place })),
    ...rules.map(({ topic, kind, text, after, range, source, ...rule }) => ({
      ...{ topic, kind, text, after, range, source },
      verdict: null,
      ...placed(rule),
    })),
  ]
}

/** @param {Window} window */
function massageAdvice({ verdict, reason, source }) {
  const kind = /** @type {const} */ ('avoid')
  return { topic: MASSAGE, kind, text: reason, after: '', range: '', source, verdict }
}

/**
 * Whether a window still stands somewhere: the clinic's word may have lifted it in every
 * zone that it covered.
 * @param {Window} window
 * @param {number} from
 * @param {Treatment} treatment
 * @param {GateState} state
 * @param {number} now
 */
function isStanding({ id, untilMs }, from, treatment, state, now) {
  if (restrictsFrom(treatment) + untilMs <= now) return true
  const alone = { ...state, treatments: [treatment], flags: [], routines: [] }
  const { zones } = assess(alone, Math.max(now, from))
  return Object.values(zones).some(({ because }) =>
    because.some(({ rule }) => rule === id),
  )
}

/**
 * The spans by what they say: the same words on the same topic are one advice.
 * @param {Span[]} spans
 */
function alike(spans) {
  /** @type {Map<string, Span[]>} */
  const found = new Map()
  for (const span of spans) {
    const key = JSON.stringify([span.topic, span.kind, span.text, isByPlan(span)])
    found.set(key, [...(found.get(key) ?? []), span])
  }
  return [...found.values()]
}

/**
 * One item from spans that say the same: from now on, or from the next one on, as long
 * as one follows upon the other.
 * @param {Span[]} spans
 * @param {number} now
 * @returns {CareItem}
 */
function joined(spans, now) {
  const ahead = spans.filter(({ until }) => until > now)
  const counted = ahead.length > 0 ? linked(ahead) : spans
  const from = Math.min(...counted.map((span) => span.from))
  const { treatment: _, ...last } = counted.reduce((a, b) =>
    b.until > a.until ? b : a,
  )
  const state = ahead.length === 0 ? 'over' : from <= now ? 'now' : 'ahead'
  return { ...last, from, state, treatments: counted.map((span) => span.treatment) }
}

/**
 * The first span and those that begin before what came before them ends.
 * @param {Span[]} spans
 */
function linked(spans) {
  const [first, ...others] = [...spans].sort((a, b) => a.from - b.from)
  const chain = [first]
  for (const span of others) {
    if (span.from <= Math.max(...chain.map(({ until }) => until))) chain.push(span)
  }
  return chain
}
