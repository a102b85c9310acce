// How a plan stands in a link, piece by piece, in version 1. The tables only grow at
// their ends: old links count their places.
import { count, distance, flag, number, words } from './plan-bits.js'
import { list, maybe, oneOf, record, someOf } from './plan-shapes.js'

/**
 * @template V
 * @typedef {import('./plan-bits.js').Code<V>} Code
 */
/** @template C @typedef {C extends Code<infer V> ? V : never} Coded */
/** @typedef {Coded<typeof PLAN>} Packed */

export const PRODUCTS = [
  ...['sculptra', 'botulinum-toxin', 'mesotherapy-face', 'mesotherapy-body'],
  ...['hyaluronic-filler', 'thread-lift'],
]
export const ZONES = [
  ...['temples', 'cheekbones', 'front-of-ear', 'nose-sides', 'nasolabial-folds'],
  ...['cheek-hollows', 'mouth-corners', 'chin', 'jawline', 'jaw-angle', 'forehead'],
  ...['glabella', 'outer-eye-corners', 'nose-bridge', 'lips', 'neck', 'abdomen'],
  ...['hips', 'buttocks', 'outer-thighs', 'inner-thighs', 'back-thighs', 'knees'],
  'upper-arms',
]
export const WINDOWS = [
  ...['first-48-hours', 'until-14-days', 'until-10-days', 'first-14-days'],
  ...['until-30-days', 'first-21-days', 'until-60-days'],
]
const INTENSITIES = ['light', 'medium', 'firm']
const DIRECTIONS = ['circles', 'up', 'down', 'out', 'in']
const PHONE_SIGNS = [...'0123456789+-() /']
const signs = list(number(4))

/** Half as long as words, where a number is written as most people do. @type {Code<string>} */
const phone = {
  write(bits, text) {
    const places = [...text].map((sign) => PHONE_SIGNS.indexOf(sign))
    const isUsual = !places.includes(-1)
    flag.write(bits, isUsual)
    if (isUsual) signs.write(bits, places)
    else words.write(bits, text)
  },
  read(source) {
    if (!flag.read(source)) return words.read(source)
    const places = signs.read(source)
    return places.map((place) => PHONE_SIGNS[place]).join('')
  },
}

/** Zones in any order; in their own one they take less room. @type {Code<string[]>} */
const ordered = {
  write(bits, zones) {
    const places = zones.map((zone) => ZONES.indexOf(zone))
    const isUsual = places.every(
      (place, index) => index === 0 || places[index - 1] < place,
    )
    flag.write(bits, isUsual)
    if (isUsual) someOf(ZONES).write(bits, zones)
    else list(oneOf(ZONES)).write(bits, zones)
  },
  read: (source) =>
    flag.read(source) ? someOf(ZONES).read(source) : list(oneOf(ZONES)).read(source),
}

const phase = record({ minutes: number(5), timesADay: number(4), days: number(6) })

/** All that a link holds. `made` counts seconds, `day` from the day it was made. */
export const PLAN = record({
  own: flag,
  language: words,
  made: number(32),
  name: words,
  phone,
  timezones: list(words),
  treatments: list(
    record({
      product: oneOf(PRODUCTS),
      day: distance,
      minute: maybe(number(11)),
      timezone: count,
      zones: someOf(ZONES),
      windows: list(record({ id: oneOf(WINDOWS), minutes: count })),
    }),
  ),
  routines: list(
    record({
      product: oneOf(PRODUCTS),
      rhythm: maybe(count),
      phases: list(phase),
      isCustom: flag,
      untilNextVisit: flag,
      zones: ordered,
      manner: list(
        record({
          zone: oneOf(ZONES),
          seconds: maybe(number(9)),
          intensity: maybe(oneOf(INTENSITIES)),
          direction: maybe(oneOf(DIRECTIONS)),
        }),
      ),
    }),
  ),
  clearances: list(record({ zones: someOf(ZONES), note: words })),
})
