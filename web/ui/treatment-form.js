// The form of one treatment: filled, read, and which zones it offers.
import { field, write } from './frame.js'
import { setZones, zonesChosen } from './zone-map.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').Treatment} Treatment */

/**
 * Where a product is injected decides which zones may be chosen.
 * @param {ReturnType<typeof import('./zone-parts.js').createParts>} parts
 * @param {HTMLFormElement} form
 * @param {Basics} basics
 * @param {string[]} [zones] to show, of a treatment that is changed
 */
export async function allowParts(parts, form, { protocols }, zones = []) {
  const product = protocols.treatments[field(form, 'product').value]
  const shown = protocols.zones.find(({ id }) => zones.includes(id))?.part
  await parts.allow(product?.parts ?? ['face'], shown)
}

/**
 * What is written. The windows that the clinic's plan set stay with their product.
 * @param {HTMLFormElement} form
 * @param {Treatment | null} edited
 * @param {Basics} basics
 * @returns {Treatment}
 */
export function readForm(form, edited, { newId, clock }) {
  const values = new FormData(form)
  const time = values.get('unknown') ? null : String(values.get('time') ?? '') || null
  const product = String(values.get('product') ?? '')
  const windows = edited?.product === product ? edited.windows : undefined
  return {
    id: edited?.id ?? newId(),
    product,
    date: String(values.get('date') ?? ''),
    time,
    timezone: edited?.timezone ?? clock.timezone(),
    zones: zonesChosen(form),
    note: edited?.note ?? '',
    ...(windows && { windows }),
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Treatment | null} treatment
 */
export function fillForm(form, treatment) {
  form.reset()
  setZones(form, treatment?.zones ?? [])
  if (treatment) {
    const { product, date, time } = treatment
    field(form, 'product').value = product
    field(form, 'date').value = date
    field(form, 'time').value = time ?? ''
    field(form, 'unknown').checked = time === null
  }
  lockTime(form)
}

/**
 * An unknown time cannot be typed.
 * @param {HTMLFormElement} form
 */
export function lockTime(form) {
  field(form, 'time').disabled = field(form, 'unknown').checked
}

/**
 * @param {HTMLFormElement} form
 * @param {Treatment | null} treatment
 * @param {Basics} basics
 */
export function titleForm(form, treatment, { text: { t } }) {
  const title = treatment ? t('Change this treatment') : t('What did you have done?')
  write(form, { 'form-title': title })
}
