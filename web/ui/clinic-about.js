// Who hands the plan over, and in which language it is read.
import { isNumber } from '../core/phone.js'
import { emergencyNumber } from '../core/redflags.js'
import { field, part, write } from './frame.js'

/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */
/** @typedef {import('./clinic.js').Devices} Devices */

/** Digits of the shortest numbers that a clinic and an ambulance may have. */
const SHORTEST = { phone: 3, emergency: 2 }

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 */
export function createAbout(main, devices) {
  const { desk, language, locale, protocols } = devices
  const { t } = devices.text
  const form = /** @type {HTMLFormElement} */ (part(main, 'about'))
  fill({ clinic: desk.read(), language })

  /** @param {Pick<ClinicPlan, 'clinic' | 'language'>} plan */
  function fill(plan) {
    field(form, 'clinic').value = plan.clinic.name
    field(form, 'phone').value = plan.clinic.phone
    // Where this device is set to another region than the clinic's, the clinic says so.
    field(form, 'emergency').value =
      desk.read().emergency || emergencyNumber(locale, protocols.emergency)
    choose(form, plan.language, language)
    say({ clinic: '', phone: '', emergency: '' })
  }

  /** @param {Record<string, string>} problems by field */
  function say(problems) {
    for (const [name, words] of Object.entries(problems)) {
      write(form, { [`${name}-problem`]: words })
      field(form, name).setAttribute('aria-invalid', String(words !== ''))
    }
    const first = Object.keys(problems).find((name) => problems[name] !== '')
    if (first) field(form, first).focus()
    return first !== undefined
  }

  const emergencyNow = () => field(form, 'emergency').value.trim()

  return {
    fill,
    startAnew: () => fill({ clinic: desk.read(), language }),
    emergency: emergencyNow,
    languageName: () => languageField(form).selectedOptions[0].text,

    /** What is written, kept for the next patient; null where something is missing. */
    take() {
      const clinic = {
        name: field(form, 'clinic').value.trim(),
        phone: field(form, 'phone').value.trim(),
      }
      const emergency = emergencyNow()
      const isWrong = say({
        clinic: clinic.name ? '' : t('Write the name of your clinic.'),
        phone: isNumber(clinic.phone, SHORTEST.phone)
          ? ''
          : t('Write the number that your patients call, digits only.'),
        emergency: isNumber(emergency, SHORTEST.emergency)
          ? ''
          : t('Enter a phone number, digits only.'),
      })
      if (isWrong) return null
      desk.write({ ...clinic, emergency })
      return { clinic, language: languageField(form).value }
    },
  }
}

/** @param {HTMLFormElement} form */
function languageField(form) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem('language'))
}

/**
 * A language that this page does not offer becomes its own.
 * @param {HTMLFormElement} form
 * @param {string} wanted
 * @param {string} own
 */
function choose(form, wanted, own) {
  const select = languageField(form)
  select.value = wanted
  if (select.selectedIndex < 0) select.value = own
}
