// What a record of a backup file has to look like before it may stand in for one of ours.
import {
  isBoolean,
  isDate,
  isId,
  isInstant,
  isRecord,
  isTimeOfDay,
  list,
  number,
  oneOf,
  optional,
  orNull,
  record,
  table,
  text,
  whole,
} from './backup-checks.js'
import { isLength } from './windows.js'

/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./backup-checks.js').Shape} Shape */

/** Longer than any form of ours lets anybody write. */
const NOTE = 2000
const NAME = 200
const LINK = 20_000
const DAY_SECONDS = 86_400
/** More zones than there are, however often a plan names one. */
const ZONES = 200

const zones = list(isId, ZONES)
const PHASE = { minutes: number(0, 240), timesADay: whole(0, 24), days: whole(0, 366) }
const MANNER = {
  seconds: optional(number(0, 3600)),
  intensity: optional(oneOf('light', 'medium', 'firm')),
  direction: optional(oneOf('circles', 'up', 'down', 'out', 'in')),
}
const SCREENED = { at: isInstant, yes: list(isId, 50), by: text(NAME) }
const VISIT = {
  id: isId,
  date: isDate,
  time: orNull(isTimeOfDay),
  done: isBoolean,
  treatment: orNull(isId),
}

/** @type {Record<Kind, Shape>} */
const SHAPES = {
  treatments: {
    id: isId,
    product: isId,
    date: isDate,
    time: orNull(isTimeOfDay),
    timezone: text(64, 1),
    zones,
    note: text(NOTE),
    windows: optional(table(isLength, 50)),
  },
  routines: {
    product: isId,
    ...PHASE,
    zones,
    preset: optional(text(64)),
    then: optional(list(record(PHASE), 6)),
    untilNextVisit: optional(isBoolean),
    manner: optional(table(record(MANNER), ZONES)),
    wider: optional(zones),
    screened: optional(record(SCREENED)),
  },
  clearances: {
    id: isId,
    zones,
    by: text(NAME),
    at: isInstant,
    note: text(NOTE),
    fromPlan: isBoolean,
  },
  sessions: {
    id: isId,
    product: isId,
    startedAt: isInstant,
    seconds: number(0, DAY_SECONDS),
    planned: number(0, DAY_SECONDS),
    zones,
    day: isDate,
    late: isBoolean,
    felt: optional(oneOf('fine', 'sore')),
  },
  flags: {
    id: isId,
    sign: isId,
    level: oneOf('red', 'orange', 'yellow'),
    zones,
    at: isInstant,
    clearedAt: orNull(isInstant),
    clearedBy: text(NAME),
    seen: optional(isBoolean),
  },
  courses: {
    id: isId,
    product: isId,
    template: text(64),
    note: text(NOTE),
    visits: list(record(VISIT), 500),
  },
  checks: {
    id: isId,
    product: isId,
    at: isInstant,
    lump: isBoolean,
    note: text(NOTE),
    zones,
  },
  plans: { id: isId, clinic: text(NAME), at: isInstant, link: text(LINK) },
}

/** What a page reads; any other setting is carried along unread. @type {Shape} */
const SETTINGS = {
  dayStarts: optional(isTimeOfDay),
  dayEnds: optional(isTimeOfDay),
  remindPlain: optional(isBoolean),
  remindVisits: optional(isBoolean),
  remindChecks: optional(isBoolean),
  clinicName: optional(text(NAME)),
  muted: optional(isBoolean),
  sound: optional(isBoolean),
  loudness: optional(oneOf('soft', 'loud')),
  over: optional(oneOf('silent', 'music')),
  voice: optional(oneOf('off', 'phone', 'clips')),
  vibration: optional(isBoolean),
  flash: optional(isBoolean),
  advance: optional(oneOf('auto', 'manual')),
  hands: optional(oneOf('both', 'one')),
  mirrorOutline: optional(
    record({ x: number(-9, 9), y: number(-9, 9), scale: number(0.01, 99) }),
  ),
  clinicPhone: optional(text(64)),
  emergencyNumber: optional(text(64)),
  carried: optional(isRecord),
}

/**
 * Whether a value can stand in a list of the record.
 * @param {Kind} kind
 * @param {unknown} value
 */
export function isSound(kind, value) {
  return record(SHAPES[kind])(value)
}

/**
 * Whether a value can stand for the settings.
 * @param {unknown} value
 * @returns {value is import('./types.js').Settings}
 */
export function areSettings(value) {
  return record(SETTINGS)(value)
}

/** The lists of the first files; later ones may be missing. @type {Kind[]} */
const ALWAYS = ['treatments', 'routines', 'clearances', 'sessions', 'flags']
/**
 * More than anybody's life brings, and few enough for a page to draw.
 * @type {Record<Kind, number>}
 */
const MOST = {
  treatments: 300,
  routines: 50,
  clearances: 500,
  sessions: 10_000,
  flags: 500,
  courses: 100,
  checks: 2000,
  plans: 200,
}

/**
 * Whether a value can stand for a whole list; undefined where the file has none.
 * @param {Kind} kind
 * @param {unknown} value
 */
export function isList(kind, value) {
  if (value === undefined) return !ALWAYS.includes(kind)
  return Array.isArray(value) && value.length <= MOST[kind]
}
