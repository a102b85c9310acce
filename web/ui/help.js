// Help: what has been flagged, whom to call, and the clinic's word that lifts a flag.
import { instantOfIso } from '../core/civil.js'
import { cleared, emergencyNumber, openFlags } from '../core/redflags.js'
import { copyOf, part, reveal, write } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Flag} Flag */

const PHONE = /^\+?[\d\s().-]{3,}$/

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 */
export async function showHelp(main, basics) {
  let drawn = ''

  /** Draws only what has changed: somebody may be typing in a card. */
  async function refresh() {
    const { flags, settings } = await basics.store.read()
    const record = JSON.stringify([openFlags(flags), settings])
    if (record !== drawn) draw(main, flags, settings, basics, refresh)
    drawn = record
  }

  basics.onChange(refresh)
  keepNumber(main, basics, refresh)
  await refresh()
}

/**
 * @param {HTMLElement} main
 * @param {Flag[]} flags
 * @param {import('../core/types.js').Settings} settings
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
function draw(main, flags, settings, basics, refresh) {
  const open = openFlags(flags)
  const emergency = emergencyNumber(basics.locale)
  reveal(main, { latched: open.length > 0 })
  part(main, 'flags').replaceChildren(
    ...open.map((flag) =>
      card(main, flag, settings.clinicPhone ?? '', basics, refresh),
    ),
  )
  callable(part(main, 'emergency'), emergency)
  write(main, { emergency: basics.text.t('Call %(number)s', { number: emergency }) })
  if (settings.clinicPhone) callable(part(main, 'call-clinic'), settings.clinicPhone)
}

/**
 * @param {HTMLElement} link
 * @param {string} number
 */
function callable(link, number) {
  link.setAttribute('href', `tel:${number.replace(/[^\d+]/g, '')}`)
}

/**
 * @param {HTMLElement} main
 * @param {Flag} flag
 * @param {string} clinicPhone
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
function card(main, flag, clinicPhone, basics, refresh) {
  const { t } = basics.text
  const element = copyOf(main, 'flag')
  const question = basics.protocols.questions.find(({ sign }) => sign === flag.sign)
  const isRed = flag.level === 'red'
  const number = isRed ? emergencyNumber(basics.locale) : clinicPhone
  element.dataset.level = flag.level
  write(element, {
    level: urgency(flag, t),
    said: t('%(moment)s you answered yes: %(question)s', {
      moment: basics.format.moment(instantOfIso(flag.at), basics.clock.now()),
      question: question?.text ?? flag.sign,
    }),
    phone: number ? t('Call %(number)s', { number }) : t('Call the clinic'),
  })
  const phone = part(element, 'phone')
  if (number) callable(phone, number)
  else phone.setAttribute('href', '#clinic')
  phone.classList.toggle('grave', isRed)
  element.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    void clear(element, flag, basics).then(refresh)
  })
  return element
}

/**
 * @param {Flag} flag
 * @param {import('../core/types.js').Text['t']} t
 */
function urgency({ level }, t) {
  return {
    red: t('Emergency: call now'),
    orange: t('Call your clinic now'),
    yellow: t('Call your clinic today or tomorrow'),
  }[level]
}

/**
 * @param {HTMLElement} element
 * @param {Flag} flag
 * @param {Basics} basics
 */
async function clear(element, flag, { store, clock, text: { t } }) {
  const by = element.querySelector('input')?.value.trim() ?? ''
  const problem = by
    ? ''
    : t('Write down who cleared it, for example the clinic’s name.')
  write(element, { problem })
  if (!by) element.querySelector('input')?.focus()
  else await store.put('flags', cleared(flag, by, clock.now()))
}

/**
 * @param {HTMLElement} main
 * @param {Basics} basics
 * @param {() => Promise<void>} refresh
 */
async function keepNumber(main, { store, text: { t } }, refresh) {
  const form = /** @type {HTMLFormElement} */ (part(main, 'clinic-form'))
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('phone'))
  field.value = (await store.read()).settings.clinicPhone ?? ''
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const number = field.value.trim()
    const isFine = number === '' || PHONE.test(number)
    write(form, {
      'phone-problem': isFine ? '' : t('Enter a phone number, digits only.'),
    })
    field.setAttribute('aria-invalid', String(!isFine))
    if (!isFine) return field.focus()
    await store.set('clinicPhone', number)
    await refresh()
    write(main, { notice: t('Kept on this phone.') })
  })
}
