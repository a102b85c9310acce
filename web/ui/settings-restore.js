// A backup comes back: first what it would change, then one of two ways, then a way back.
import { easedZones } from '../core/backup-eased.js'
import { merged, replaced, tally } from '../core/backup-merge.js'
import { LARGEST, readBackup } from '../core/backup.js'
import { instantOfIso } from '../core/civil.js'
import { changesBetween, KINDS } from '../core/keepsakes.js'
import { changeLines, holdingText, problemText, removalText } from './backup-words.js'
import { make, part, reveal, write } from './frame.js'
import { zoneNames } from './plans.js'

/** @typedef {import('./settings.js').Devices} Devices */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/backup.js').Backup} Backup */

/** So many areas are named before the rest is counted. */
const NAMED = 5
const WAYS = { add: merged, replace: replaced }
const NAMES = /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS))

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {() => Promise<void>} restored called when the record has become another one
 */
export function setUpRestoring(main, devices, restored) {
  const { store, text, onChange } = devices
  const { t } = text
  const input = /** @type {HTMLInputElement} */ (part(main, 'backup-file'))
  /** @type {Backup | null} */
  let chosen = null
  let takeBack = async () => {}

  input.addEventListener('change', async () => {
    const [file] = input.files ?? []
    if (!file) return
    const found = await readFile(file, devices)
    // The same file may be chosen again.
    input.value = ''
    chosen = 'problem' in found ? null : found
    write(main, {
      'restore-problem': 'problem' in found ? problemText(found.problem, text) : '',
      'restore-done': '',
    })
    reveal(main, { 'restore-choice': false, 'restore-undo': false })
    input.setAttribute('aria-invalid', String(!chosen))
    await offer()
    if (chosen) part(main, 'restore-title').focus()
    else input.focus()
  })
  for (const name of NAMES) {
    part(main, `${name}-backup`).addEventListener('click', () => void restore(name))
  }
  part(main, 'restore-cancel').addEventListener('click', () => {
    chosen = null
    reveal(main, { 'restore-choice': false })
    input.focus()
  })
  part(main, 'restore-undo').addEventListener('click', () => void takeBack())
  // Another window may have written meanwhile: what stands here must stay true.
  onChange(() => void offer())

  async function offer() {
    if (chosen) showChoice(main, chosen, await store.read(), devices)
  }

  /** @param {keyof typeof WAYS} way */
  async function restore(way) {
    const backup = chosen
    if (!backup) return
    // Pressed twice, the second press would leave nothing to take back.
    chosen = null
    const before = await store.read()
    const after = WAYS[way](before, backup.kept)
    if (!(await becomes(before, after))) {
      chosen = backup
      return
    }
    takeBack = async () => {
      if (!(await becomes(after, before))) return
      write(main, { 'restore-done': t('Everything is as it was.') })
      reveal(main, { 'restore-undo': false })
      input.focus()
    }
    write(main, {
      'restore-done': `${way === 'add' ? t('Added.') : t('Replaced.')} ${t('You can take this back until you leave this page.')}`,
    })
    reveal(main, { 'restore-choice': false, 'restore-undo': true })
    part(main, 'restore-undo').focus()
  }

  /**
   * @param {Keepsakes} before
   * @param {Keepsakes} after
   */
  async function becomes(before, after) {
    try {
      await store.change(changesBetween(before, after))
    } catch (error) {
      console.info('No room for the record of the backup:', error)
      const problem = t('This phone has no room for that. Nothing was changed.')
      write(main, { 'restore-problem': problem })
      return false
    }
    await restored()
    return true
  }
}

/**
 * @param {File} file
 * @param {Devices} devices
 * @returns {Promise<Backup | {problem: import('./backup-words.js').Problem}>}
 */
async function readFile(file, { files, protocols }) {
  try {
    const text = await files.read(file, LARGEST)
    return text === null
      ? { problem: { kind: 'too-large' } }
      : readBackup(text, protocols)
  } catch (error) {
    console.info('The file cannot be read:', error)
    return { problem: { kind: 'unreadable' } }
  }
}

/**
 * What the file holds, and what each of the two ways would change.
 * @param {HTMLElement} main
 * @param {Backup} backup
 * @param {Keepsakes} before
 * @param {Devices} devices
 */
function showChoice(main, { kept, madeAt }, before, devices) {
  const { text, format } = devices
  const { t } = text
  const empty = Object.fromEntries(KINDS.map((kind) => [kind, []]))
  const nothing = /** @type {Keepsakes} */ ({ ...empty, settings: {} })
  const holding = holdingText(tally(nothing, kept), text)
  write(main, {
    'restore-made': madeAt
      ? t('This file was made on %(date)s.', {
          date: format.fullDate(instantOfIso(madeAt)),
        })
      : '',
    'restore-holding': holding || t('There are no entries in it.'),
  })
  const changes = NAMES.map((way) => {
    return showWay(main, way, before, WAYS[way](before, kept), devices)
  })
  reveal(main, {
    'restore-choice': true,
    'restore-same': changes.every((count) => count === 0),
  })
}

/**
 * @param {HTMLElement} main
 * @param {keyof typeof WAYS} way
 * @param {Keepsakes} before
 * @param {Keepsakes} after
 * @param {Devices} devices
 * @returns {number} how many kinds of entries would change
 */
function showWay(main, way, before, after, devices) {
  const { text, protocols, clock } = devices
  const changes = tally(before, after)
  const eased = easedZones(before, after, protocols, clock.now())
  part(main, `${way}-list`).replaceChildren(
    ...changeLines(changes, text).map(([name, much]) => {
      return make('li', {}, make('span', {}, name), make('span', {}, much))
    }),
  )
  write(main, {
    [`${way}-eases`]: easedText(eased, devices),
    [`${way}-removes`]: removalText(changes, text),
  })
  reveal(main, { [`${way}-way`]: changes.length > 0 })
  return changes.length
}

/**
 * @param {string[]} zones
 * @param {Devices} devices
 */
function easedText(zones, devices) {
  const { t } = devices.text
  if (zones.length === 0) return ''
  const names = zoneNames(zones.slice(0, NAMED), devices)
  const n = zones.length - NAMED
  const areas = n > 0 ? t('%(names)s and %(n)s more', { names, n }) : names
  return t(
    'These areas are then held back less than now: %(areas)s. Go on only if your clinic said so.',
    { areas },
  )
}
