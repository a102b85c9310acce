// Help: what was seen and whom to call, and the list of signs from which to note more.
import { compare, localDate } from '../core/civil.js'
import { openFlags, raise, widened } from '../core/redflags.js'
import { visitText } from './answer.js'
import { bringUpToDate, createCard } from './flag-card.js'
import { keepFocus } from './focus.js'
import { part, placeIn, reveal, write } from './frame.js'
import { drawPast } from './past-flags.js'
import { drawNumbers, keepNumbers, numbersOf } from './phones.js'
import { createAsking } from './raise-flag.js'
import { createSorting, markNoted, offerSigns } from './signs.js'
import { offerUndo } from './snack.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('./flag-card.js').Flag} Flag */

/** The latest visits, as many as can be said in one breath. */
const VISITS = 3

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showHelp(main, basics) {
  const { store, text } = basics
  const sort = createSorting(main)
  const ask = createAsking(main, basics)
  const drawFlags = createFlags(main, basics, clear)
  let drawn = ''

  /** Draws only what has changed: somebody may be typing in a card. */
  async function refresh() {
    const kept = await store.read()
    const today = localDate(basics.clock.now(), basics.clock.timezone())
    const record = JSON.stringify([kept.flags, kept.settings, kept.treatments, today])
    if (record === drawn) return
    drawn = record
    sort([...new Set(kept.treatments.map(({ product }) => product))].sort())
    drawNumbers(main, numbersOf(kept.settings, basics), basics)
    drawFlags(kept)
    drawPast(main, kept.flags, basics)
  }

  /** @param {import('./signs.js').Sign} sign */
  async function note(sign) {
    const { settings } = await store.read()
    const { emergency } = numbersOf(settings, basics)
    const noted = await ask(sign, emergency, (zones) => keep(sign, zones))
    if (!noted) return
    const { flag, before } = noted
    await refresh()
    goTo(main, flag.id)
    const isSlip = await offerUndo(text.t('Noted.'), text.t('Undo'))
    if (isSlip && before) await store.put('flags', before)
    else if (isSlip) await store.remove('flags', flag.id)
    await refresh()
    if (isSlip) keepFocus(main)
  }

  /**
   * @param {import('./signs.js').Sign} sign
   * @param {string[]} zones
   */
  async function keep({ id }, zones) {
    const before = await standing(id, store)
    const flag = before ? widened(before, zones) : raised(id, zones, basics)
    await store.put('flags', flag)
    return { flag, before }
  }

  /**
   * @param {Flag} flag
   * @param {Flag} lifted
   */
  async function clear(flag, lifted) {
    await store.put('flags', lifted)
    await refresh()
    part(main, 'title').focus()
    const isSlip = await offerUndo(text.t('Cleared.'), text.t('Undo'))
    if (isSlip) await store.put('flags', flag)
    await refresh()
  }

  offerSigns(main, note)
  reveal(main, { tap: true })
  keepNumbers(main, (await store.read()).settings, basics, refresh)
  basics.onChange(refresh)
  await refresh()
}

/**
 * The cards of what stands; a card stays as it is while its flag does.
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {(flag: Flag, lifted: Flag) => unknown} clear
 */
function createFlags(main, basics, clear) {
  /** @type {Map<string, HTMLElement>} */
  let cards = new Map()

  /** @param {Keepsakes} kept */
  return function draw({ flags, settings, treatments }) {
    const open = openFlags(flags)
    const { t } = basics.text
    const known = {
      numbers: numbersOf(settings, basics),
      visits: visitsText(treatments, basics),
    }
    cards = new Map(
      open.map((flag) => {
        const key = JSON.stringify(flag)
        const made = () =>
          createCard(main, flag, basics, (lifted) => clear(flag, lifted))
        const card = cards.get(key) ?? made()
        card.dataset.flag = flag.id
        bringUpToDate(main, card, flag, known, basics)
        return [key, card]
      }),
    )
    placeIn(part(main, 'flags'), [...cards.values()])
    reveal(main, { latched: open.length > 0 })
    write(main, {
      title: open.length > 0 ? t('Stop for now, and call') : t('Something feels wrong'),
    })
    const signs = open.map(({ sign }) => sign)
    markNoted(main, signs, t('noted'))
  }
}

/**
 * The flag of this sign that stands already: it grows, and there is no second one.
 * @param {string} sign
 * @param {Basics['store']} store
 */
async function standing(sign, store) {
  const { flags } = await store.read()
  return openFlags(flags).find((flag) => flag.sign === sign)
}

/**
 * @param {string} sign
 * @param {string[]} zones
 * @param {Basics} basics
 * @returns {Flag}
 */
function raised(sign, zones, { protocols, newId, clock }) {
  const flag = raise(sign, protocols.signs, newId(), clock.now(), zones)
  return { ...flag, seen: true }
}

/**
 * "Botox, Sunday 14:30 · Sculptra, 12 March 9:00": what to say on the telephone.
 * @param {import('../core/types.js').Treatment[]} treatments
 * @param {Basics} basics
 */
function visitsText(treatments, basics) {
  const latest = [...treatments].sort((a, b) => compare(b.date, a.date))
  return latest
    .slice(0, VISITS)
    .map((visit) => visitText(visit, basics.clock.now(), basics))
    .join(' · ')
}

/**
 * Goes to the card of a flag, so that the call is what comes next.
 * @param {HTMLElement} main
 * @param {string} id
 */
function goTo(main, id) {
  const cards = [...part(main, 'flags').children]
  const card = cards.find(
    (item) => item instanceof HTMLElement && item.dataset.flag === id,
  )
  if (!card) return
  part(card, 'said').focus({ preventScroll: true })
  card.scrollIntoView({ block: 'start' })
}
