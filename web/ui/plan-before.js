// The plans that were taken on this phone, to be read again.
import { compare, instantOfIso } from '../core/civil.js'
import { make, part, reveal } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').TakenPlan} TakenPlan */

/**
 * The latest first.
 * @param {HTMLElement} main
 * @param {Pick<import('../core/types.js').Keepsakes, 'plans'>} kept
 * @param {Basics} basics
 * @param {(link: string) => void} open
 */
export function listPlans(main, { plans }, basics, open) {
  const latest = [...plans].sort((a, b) => compare(b.at, a.at))
  const items = latest.map((plan) => line(plan, basics, open))
  part(main, 'before-list').replaceChildren(...items)
  reveal(main, { before: plans.length > 0 })
}

/**
 * @param {TakenPlan} plan
 * @param {Basics} basics
 * @param {(link: string) => void} open
 */
function line({ clinic, at, link }, { format, text: { t } }, open) {
  const name = clinic || t('Your clinic')
  const date = format.fullDate(instantOfIso(at))
  const show = make('button', { type: 'button', class: 'link' }, t('Show again'))
  show.setAttribute('aria-label', t('Show again: %(name)s, %(date)s', { name, date }))
  show.addEventListener('click', () => open(link))
  const words = make('span', {}, name, make('span', { class: 'soft small' }, date))
  return make('li', {}, words, show)
}
