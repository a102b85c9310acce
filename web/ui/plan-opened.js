// A plan that was opened and not yet answered: from whom, what it says, what changes.
import { instantOfIso } from '../core/civil.js'
import { changesBetween } from '../core/keepsakes.js'
import { dialLink } from '../core/phone.js'
import { taken } from '../core/plan-taken.js'
import { make, part, reveal, write } from './frame.js'
import { changeLines } from './plan-changes.js'
import { tellPlan } from './plan-told.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('./plan-page.js').Opened} Opened */

/**
 * @param {HTMLElement} main
 * @param {Opened} opened
 * @param {Keepsakes} kept
 * @param {Basics} basics
 */
export function drawOpened(main, opened, kept, basics) {
  const { plan, link } = opened
  const { clock, protocols, text } = basics
  const after = taken(kept, plan, { link, now: clock.now(), protocols })
  const isNew = hasChanges(kept, after)
  const lines = changeLines(kept, after, basics)
  drawClinic(main, plan, basics)
  offerLanguage(main, opened, basics)
  part(main, 'told').replaceChildren(...tellPlan(plan, basics))
  part(main, 'change-list').replaceChildren(
    ...lines.map((line) => make('li', {}, line)),
  )
  write(main, { same: isNew ? '' : text.t('You use this plan already.') })
  reveal(main, {
    changes: lines.length > 0,
    use: isNew,
    'see-today': !isNew,
    stays: isNew && hasAny(kept),
  })
}

/**
 * @param {HTMLElement} main
 * @param {import('../core/types.js').ClinicPlan} plan
 * @param {Basics} basics
 */
function drawClinic(main, { clinic, own, madeAt }, { format, text: { t } }) {
  const phone = /** @type {HTMLAnchorElement} */ (part(main, 'phone'))
  const date = format.fullDate(instantOfIso(madeAt))
  const from = own
    ? t('Your own record, carried over')
    : clinic.name || t('Your clinic')
  write(main, {
    from,
    made: t('Made on %(date)s', { date }),
    phone: own ? '' : clinic.phone,
  })
  if (clinic.phone) phone.href = dialLink(clinic.phone)
}

/**
 * The same plan in the language that the clinic made it for, unless the patient has
 * chosen one.
 * @param {HTMLElement} main
 * @param {Opened} opened
 * @param {Basics} basics
 */
function offerLanguage(main, { plan, link }, { language, ownLanguage }) {
  const code = link.slice(link.indexOf('#') + 1)
  for (const offer of part(main, 'languages').querySelectorAll('a')) {
    const isOther = offer.hreflang === plan.language && plan.language !== language
    const isIt = isOther && !ownLanguage.isChosen
    offer.hidden = !isIt
    offer.hash = isIt ? code : ''
  }
}

/**
 * Whether taking the plan would do anything.
 * @param {Keepsakes} kept
 * @param {Keepsakes} after
 */
function hasChanges(kept, after) {
  const { put, remove, set, unset } = changesBetween(kept, after)
  const lists = [...Object.values(put), ...Object.values(remove)]
  return [...lists, Object.keys(set), unset].some(({ length }) => length > 0)
}

/** @param {Keepsakes} kept */
function hasAny({ treatments, routines, sessions }) {
  return [treatments, routines, sessions].some(({ length }) => length > 0)
}
