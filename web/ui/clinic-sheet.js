// The hand-out: one page of paper with the code, the plan in words, and whom to call.
import { instantOfIso } from '../core/civil.js'
import { concerns } from '../core/redflags.js'
import { sheetMassage } from './clinic-massage.js'
import { cleared, visitLines, waitLines } from './clinic-lines.js'
import { withYears } from './clinic-words.js'
import { make, part, write } from './frame.js'
import { drawQr } from './qr-drawing.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */

/** More letters than this are set smaller, so that they stay on one page. */
const MANY_LETTERS = 2600

/**
 * @param {HTMLElement} main
 * @param {ClinicPlan} plan
 * @param {{address: string, rows: boolean[][] | null, emergency: string}} about
 * @param {Basics} basics
 */
export function drawSheet(main, plan, { address, rows, emergency }, basics) {
  const { t } = basics.text
  const { name, phone } = plan.clinic
  const words = part(main, 'sheet-plan')
  words.replaceChildren(...sections(plan, withYears(basics)))
  write(main, {
    'sheet-clinic': name,
    'sheet-phone': phone,
    'sheet-emergency': t('Call %(number)s at once', { number: emergency }),
    'sheet-call': t('Stop massaging and call %(number)s', { number: unbroken(phone) }),
    'sheet-date': basics.format.fullDate(instantOfIso(plan.madeAt)),
    'sheet-link': address,
  })
  const code = rows ? [drawQr(rows, t('The code of the plan, on the hand-out'))] : []
  part(main, 'sheet-code').replaceChildren(...code)
  showSigns(part(main, 'sheet-orange'), plan)
  const sheet = part(main, 'sheet')
  sheet.classList.toggle('full', sheet.innerText.length > MANY_LETTERS)
}

/**
 * @param {ClinicPlan} plan
 * @param {Basics} basics
 */
function sections(plan, basics) {
  const { t } = basics.text
  const made = instantOfIso(plan.madeAt)
  const waits = plan.treatments.flatMap((visit) => waitLines(visit, made, basics))
  const clearances = plan.clearances.map((each) => cleared(each, basics))
  const massages = plan.routines.map((routine) => sheetMassage(routine, plan, basics))
  return [
    section(t('What was done'), list(visitLines(plan, basics))),
    section(t('How long to wait'), list(waits.map((line) => [line]))),
    section(t('What your clinic has cleared'), list(clearances.map((line) => [line]))),
    ...massages.map(({ title, parts }) => section(title, ...parts)),
  ].filter((each) => each !== null)
}

/**
 * @param {string} title
 * @param {...(HTMLElement | null)} parts
 */
function section(title, ...parts) {
  const found = parts.filter((each) => each !== null)
  return found.length > 0 ? make('section', {}, make('h4', {}, title), ...found) : null
}

/**
 * A number that stays on one line.
 * @param {string} phone
 */
function unbroken(phone) {
  return phone.replaceAll(' ', '\u00a0')
}

/** @param {(Node | string)[][]} lines */
function list(lines) {
  const items = lines.map((line) => make('li', {}, ...line))
  return items.length > 0 ? make('ul', {}, ...items) : null
}

/**
 * Only the signs that may follow what was done.
 * @param {HTMLElement} place
 * @param {ClinicPlan} plan
 */
function showSigns(place, { treatments }) {
  const products = treatments.map(({ product }) => product)
  for (const sign of place.querySelectorAll('li')) {
    const after = (sign.dataset.after ?? '').split(' ').filter(Boolean)
    sign.hidden = !concerns(after, products)
  }
}
