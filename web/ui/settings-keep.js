// Keeping the record: a file of all of it, saved or shared; and what the browser promises.
import { backupOf } from '../core/backup.js'
import { instantOfIso, isoOf, localDate } from '../core/civil.js'
import { part, reveal, write } from './frame.js'

/** @typedef {import('./settings.js').Devices} Devices */

/** The name of such a file ends in one of these; share sheets may take only the second. */
const FORMS = /** @type {const} */ ([
  ['json', 'application/json'],
  ['txt', 'text/plain'],
])

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export function setUpKeeping(main, devices) {
  const { files, text } = devices
  const { t } = text
  const shareable = FORMS.find(([ending, type]) => files.canShare(`a.${ending}`, type))
  reveal(main, { 'share-backup': shareable !== undefined })
  void tellLasting(main, devices)
  void tellLastBackup(main, devices)

  part(main, 'save-backup').addEventListener('click', async () => {
    const [ending, type] = FORMS[0]
    const name = nameOf(ending, devices)
    files.save(name, await backup(devices), type)
    await note(t('The file %(name)s is in your downloads.', { name }))
  })
  part(main, 'share-backup').addEventListener('click', async () => {
    const [ending, type] = shareable ?? FORMS[0]
    try {
      const name = nameOf(ending, devices)
      const isShared = await files.share(name, await backup(devices), type)
      if (isShared) await note(t('The backup was handed on.'))
    } catch (error) {
      console.info('The share sheet did not take the backup:', error)
      write(main, {
        'backup-done': t('This phone did not share the file. Save it instead.'),
      })
    }
  })

  /** @param {string} done */
  async function note(done) {
    write(main, { 'backup-done': done })
    await devices.store.set('lastBackup', isoOf(devices.clock.now())).catch((error) => {
      console.info('No room to write down when this was:', error)
    })
    await tellLastBackup(main, devices)
  }
}

/**
 * The whole record, and the massages that still wait for room in it.
 * @param {Devices} devices
 */
async function backup({ store, draft, clock }) {
  const kept = await store.read()
  const waiting = draft.aside()
  const ids = waiting.map(({ id }) => id)
  const sessions = kept.sessions.filter(({ id }) => !ids.includes(id))
  const whole = { ...kept, sessions: [...sessions, ...waiting] }
  return backupOf(whole, isoOf(clock.now()))
}

/**
 * @param {string} ending
 * @param {Devices} devices
 */
function nameOf(ending, { clock }) {
  return `aftertouch-${localDate(clock.now(), clock.timezone())}.${ending}`
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
async function tellLasting(main, { lasting, text: { t } }) {
  const isLasting = await lasting.isLasting()
  write(main, {
    lasting: isLasting
      ? t('This browser has promised to keep your record.')
      : t(
          'This browser has not promised to keep your record. It may clear it when the phone is full, or when you do not open Aftertouch for some weeks.',
        ),
  })
}

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
async function tellLastBackup(main, { store, format, text: { t } }) {
  const { lastBackup } = (await store.read()).settings
  write(main, {
    'last-backup': lastBackup
      ? t('Last backup: %(date)s.', {
          date: format.fullDate(instantOfIso(lastBackup)),
        })
      : t('There is no backup yet.'),
  })
}
