// Whom to call: the clinic's number and the emergency number, kept and dialled.
import { dialLink, isNumber } from '../core/phone.js'
import { emergencyNumber } from '../core/redflags.js'
import { field, onHash, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Settings} Settings */
/** @typedef {{clinic: string, emergency: string}} Numbers */

/** Clinics have long numbers; an emergency number may have two digits. */
const FIELDS = [
  { name: 'clinic', setting: 'clinicPhone', shortest: 3 },
  { name: 'emergency', setting: 'emergencyNumber', shortest: 2 },
]

/**
 * The numbers that count on this phone; the clinic's may be unknown.
 * @param {Settings} settings
 * @param {Pick<Basics, 'locale' | 'protocols'>} basics
 * @returns {Numbers}
 */
export function numbersOf(settings, { locale, protocols: { emergency } }) {
  return {
    clinic: settings.clinicPhone ?? '',
    emergency: emergencyNumber(locale, emergency, settings.emergencyNumber),
  }
}

/**
 * Makes a link dial a number and say so.
 * @param {HTMLElement} link
 * @param {string} number
 * @param {Pick<Basics, 'text'>} basics
 */
export function callable(link, number, { text }) {
  link.setAttribute('href', dialLink(number))
  link.textContent = text.t('Call %(number)s', { number })
}

/**
 * Makes a link dial the clinic, or lead to where its number is written down.
 * @param {HTMLElement} link
 * @param {string} clinic
 * @param {Pick<Basics, 'text'>} basics
 */
export function callClinic(link, clinic, { text }) {
  link.classList.toggle('quiet', clinic === '')
  if (clinic) return callable(link, clinic, { text })
  link.setAttribute('href', '#clinic')
  link.textContent = text.t('Write down your clinic’s number')
}

/**
 * @param {HTMLElement} main
 * @param {Numbers} numbers
 * @param {Basics} basics
 */
export function drawNumbers(main, { clinic, emergency }, basics) {
  callable(part(main, 'emergency'), emergency, basics)
  callClinic(part(main, 'call-clinic'), clinic, basics)
  reveal(main, { 'call-clinic': true })
}

/**
 * The form in which the patient writes both numbers down.
 * @param {HTMLElement} main
 * @param {Settings} settings
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
export function keepNumbers(main, settings, basics, refresh) {
  const { store, text } = basics
  const form = /** @type {HTMLFormElement} */ (part(main, 'numbers-form'))
  const region = numbersOf({}, basics).emergency
  field(form, 'clinic').value = settings.clinicPhone ?? ''
  field(form, 'emergency').value = settings.emergencyNumber ?? ''
  write(form, {
    'emergency-hint': text.t(
      'Left empty, it is %(number)s, from the region of this phone.',
      {
        number: region,
      },
    ),
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    write(form, { kept: '' })
    if (!areFine(form, text)) return
    const set = Object.fromEntries(
      FIELDS.map(({ name, setting }) => [setting, field(form, name).value.trim()]),
    )
    await store.change({ put: {}, remove: {}, set, unset: [] })
    await refresh()
    write(form, { kept: text.t('Kept on this phone.') })
  })
  reveal(main, { 'numbers-form': true })
  onHash('#clinic', () => field(form, 'clinic').focus())
}

/**
 * Says beside each field what is wrong with it, and goes to the first.
 * @param {HTMLFormElement} form
 * @param {import('../core/types.js').Text} text
 */
function areFine(form, { t }) {
  const wrong = FIELDS.filter(({ name, shortest }) => {
    const number = field(form, name).value.trim()
    const isWrong = number !== '' && !isNumber(number, shortest)
    const problem = isWrong ? t('Enter a phone number, digits only.') : ''
    write(form, { [`${name}-problem`]: problem })
    field(form, name).setAttribute('aria-invalid', String(isWrong))
    return isWrong
  })
  if (wrong.length > 0) field(form, wrong[0].name).focus()
  return wrong.length === 0
}
