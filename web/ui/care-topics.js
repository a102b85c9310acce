// Aftercare by topic: what to leave and until when, what comes next, what to do.
import { MASSAGE } from '../core/aftercare.js'
import { comingChanges, massageAfter, possibleAgain } from '../core/care-changes.js'
import { drawMoment, isFlagged, joined, openingText } from './care-words.js'
import { copyOf, part, write } from './frame.js'

/** @typedef {import('../core/aftercare.js').CareItem} CareItem */
/** @typedef {import('./aftercare.js').Care} Care */
/** @typedef {import('./care-words.js').Moment} Moment */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Text['t']} Translate */

/**
 * @param {HTMLElement} main
 * @param {Care} care
 * @param {{id: string, name: string}[]} topics
 * @param {Basics} basics
 */
export function drawTopics(main, care, topics, basics) {
  const all = [{ id: MASSAGE, name: basics.text.t('Massage') }, ...topics]
  const drawn = all.flatMap(({ id, name }) => {
    const moments = momentsOf(id, care, basics)
    if (moments.length === 0) return []
    const section = copyOf(main, 'topic')
    write(section, { name })
    part(section, 'moments').append(
      ...moments.map((moment) => drawMoment(main, moment)),
    )
    return [section]
  })
  part(main, 'topics').replaceChildren(...drawn)
}

/**
 * @param {string} topic
 * @param {Care} care
 * @param {Basics} basics
 * @returns {Moment[]}
 */
function momentsOf(topic, care, basics) {
  const { items, now } = care
  const { t } = basics.text
  const { zones } = basics.protocols
  const isHeld = topic === MASSAGE && isFlagged(care)
  const own = items.filter((item) => item.topic === topic && item.state !== 'over')
  const held = own.map((item) => lasting(item, care, basics))
  const changes = isHeld ? [] : comingChanges(items, zones)
  const coming = changes.flatMap(({ at, items: ending }) =>
    ending
      .filter((item) => item.topic === topic && !isFollowed(item, items))
      .map((item) => opening(item, basics.format.moment(at, now), care, basics)),
  )
  const possible = isHeld ? [] : possibleAgain(items, zones, now)
  const open = possible
    .filter((item) => item.topic === topic)
    .map((item) => ({
      ...{ mark: /** @type {const} */ ('open'), range: '' },
      what: item.topic === MASSAGE ? t('The massage window is open') : item.after,
      when: joined(
        item.topic === MASSAGE ? '' : t('possible again'),
        item,
        care,
        basics,
      ),
    }))
  return distinct([
    ...(isHeld ? [flagged(t)] : []),
    ...held.filter(({ mark }) => mark === 'stop' || mark === 'care'),
    ...coming,
    ...open,
    ...held.filter(({ mark }) => mark === 'do' || mark === 'expect'),
  ])
}

/**
 * @param {Translate} t
 * @returns {Moment}
 */
function flagged(t) {
  const what = t('You noted that something felt wrong')
  const when = t('Massage stays off until your clinic has cleared it.')
  return { mark: 'stop', what, when, range: '' }
}

/**
 * Care follows the block and has a line of its own.
 * @param {CareItem} item
 * @param {CareItem[]} items
 */
function isFollowed(item, items) {
  return item.topic === MASSAGE && massageAfter(item, items) === 'with-care'
}

/**
 * The first sentence of an advice is the line; what explains it stands below.
 * @param {CareItem} item
 * @param {Care} care
 * @param {Basics} basics
 * @returns {Moment}
 */
function lasting(item, care, basics) {
  const { kind, verdict, text, range } = item
  const mark = kind === 'avoid' ? (verdict === 'caution' ? 'care' : 'stop') : kind
  const [what, ...others] = text.split(/(?<=\.) /)
  const more = others.length > 0 ? `${others.join(' ').replace(/\.$/, '')}.` : ''
  return {
    mark,
    what,
    when: joined(endText(item, care, basics), item, care, basics),
    range: [more, range].filter(Boolean).join(' '),
  }
}

/**
 * "until Saturday 14:30, in 1 day 3 hours"; for what has not begun, when it does.
 * @param {CareItem} item
 * @param {Care} care
 * @param {Basics} basics
 */
function endText(
  { kind, state, from, until, isOpenEnded },
  { now },
  { text: { t }, format },
) {
  const end = format.moment(until, now)
  if (state === 'ahead') {
    const start = format.moment(from, now)
    if (kind === 'expect' || isOpenEnded) return t('from %(moment)s', { moment: start })
    return t('from %(start)s until %(end)s', { start, end })
  }
  if (kind === 'expect' || isOpenEnded) return ''
  return t('until %(moment)s, in %(span)s', {
    moment: end,
    span: format.span(until - now),
  })
}

/**
 * @param {CareItem} item
 * @param {string} moment
 * @param {Care} care
 * @param {Basics} basics
 * @returns {Moment}
 */
function opening(item, moment, { items }, { text: { t } }) {
  const what = openingText(item, items, t)
  return {
    mark: 'later',
    what: t('From %(moment)s: %(what)s', { moment, what }),
    when: '',
    range: '',
  }
}

/**
 * Two products may open the same thing: it is said once.
 * @param {Moment[]} moments
 */
function distinct(moments) {
  const seen = new Set()
  return moments.filter(({ mark, what }) => {
    const key = `${mark} ${what}`
    return !seen.has(key) && seen.add(key)
  })
}
