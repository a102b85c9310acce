// A calendar file as RFC 5545 asks for it. Times float: 13:00 is 13:00 wherever the phone is.
import { isoOf, MINUTE } from './civil.js'

/**
 * `start`: a local "20260321T130000", or "20260321" for a whole day. `alarm`: a duration
 * before or after it, "PT0S" at its time; none when empty. `note` and `url` may be empty.
 * @typedef {{uid: string, start: string, minutes: number, title: string, note: string,
 *   url: string, alarm: string, isBusy: boolean}} Entry
 *
 * One that was handed out and is not wanted any more.
 * @typedef {{uid: string, start: string}} Gone
 */

/** Says nothing of what it is for: calendars are shared. */
const MAKER = '-//Moments//Moments 1//EN'
/** Octets a line, its break not counted. */
const WIDTH = 75

/**
 * Entries to add, or to change where they are there already; and those to take out.
 * @param {Entry[]} entries
 * @param {{gone: Gone[], title: string, stamp: number}} rest `title`: of what is gone
 */
export function calendarOf(entries, { gone, title, stamp }) {
  const added = entries.flatMap((entry) => entryLines(entry, stamp))
  const taken = gone.flatMap((one) => goneLines(one, title, stamp))
  return fileOf('PUBLISH', [...added, ...taken])
}

/**
 * Takes out what was added.
 * @param {Gone[]} gone
 * @param {{title: string, stamp: number}} rest
 */
export function cancellationOf(gone, { title, stamp }) {
  return fileOf(
    'CANCEL',
    gone.flatMap((one) => goneLines(one, title, stamp)),
  )
}

/**
 * An identifier that is the same for the same words, and in which nobody reads them.
 * @param {string} words
 */
export function uidOf(words) {
  const seeds = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
  const hex = seeds.map((seed) => digest(words, seed).toString(16).padStart(8, '0'))
  const digits = hex.join('')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}

/**
 * A date and a time of day ("HH:MM", null for the whole day) as a calendar writes them.
 * @param {string} date
 * @param {string | null} time
 */
export function startOf(date, time) {
  const day = date.replaceAll('-', '')
  return time === null ? day : `${day}T${time.replace(':', '')}00`
}

/**
 * @param {Entry} entry
 * @param {number} stamp
 */
function entryLines({ title, note, url, alarm, minutes, isBusy, ...own }, stamp) {
  return eventLines(own, stamp, [
    ...(own.start.includes('T') ? [`DURATION:PT${minutes}M`] : []),
    `SUMMARY:${escaped(title)}`,
    ...(note ? [`DESCRIPTION:${escaped(note)}`] : []),
    ...(url ? [`URL:${plain(url)}`] : []),
    'STATUS:CONFIRMED',
    `TRANSP:${isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(alarm ? alarmLines(title, alarm) : []),
  ])
}

/**
 * @param {Gone} gone
 * @param {string} title
 * @param {number} stamp
 */
function goneLines(gone, title, stamp) {
  return eventLines(gone, stamp, [`SUMMARY:${escaped(title)}`, 'STATUS:CANCELLED'])
}

/**
 * A later file has a higher sequence, so that a calendar takes its word.
 * @param {Gone} own
 * @param {number} stamp
 * @param {string[]} lines
 */
function eventLines({ uid, start }, stamp, lines) {
  return [
    'BEGIN:VEVENT',
    `UID:${plain(uid)}`,
    `DTSTAMP:${isoOf(stamp).replace(/[-:]/g, '')}`,
    `SEQUENCE:${Math.floor(stamp / MINUTE)}`,
    `DTSTART${start.includes('T') ? '' : ';VALUE=DATE'}:${plain(start)}`,
    'CLASS:PRIVATE',
    ...lines,
    'END:VEVENT',
  ]
}

/**
 * @param {string} title
 * @param {string} alarm
 */
function alarmLines(title, alarm) {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:${alarm}`,
    'END:VALARM',
  ]
}

/**
 * @param {'PUBLISH' | 'CANCEL'} method
 * @param {string[]} lines
 */
function fileOf(method, lines) {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${MAKER}`]
  const frame = [...head, 'CALSCALE:GREGORIAN', `METHOD:${method}`]
  return [...frame, ...lines, 'END:VCALENDAR', '']
    .map((line) => folded(line))
    .join('\r\n')
}

/**
 * A text as one line; what would end it is written out.
 * @param {string} text
 */
function escaped(text) {
  const marked = text.replace(/[\\;,]/g, (mark) => `\\${mark}`)
  return plain(marked.replace(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, '\\n'))
}

/**
 * Without the signs that steer a machine.
 * @param {string} text
 */
function plain(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
}

/**
 * Broken where it would be too long, never within a character.
 * @param {string} line
 */
function folded(line) {
  let room = WIDTH
  return [...line].reduce((text, sign) => {
    const octets = octetsOf(sign)
    const isFull = room < octets
    room = (isFull ? WIDTH - 1 : room) - octets
    return isFull ? `${text}\r\n ${sign}` : text + sign
  }, '')
}

/** @param {string} sign one code point, in UTF-8 */
function octetsOf(sign) {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/**
 * FNV-1a over 32 bits, from another start.
 * @param {string} words
 * @param {number} seed
 */
function digest(words, seed) {
  const sum = [...words].reduce((hash, sign) => {
    return Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  }, seed)
  return (sum ^ (sum >>> 15)) >>> 0
}
