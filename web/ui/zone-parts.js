// Face or body: which group of zones may be chosen, and which of them is shown.
import { part, reveal } from './frame.js'
import { drawMaps } from './zone-map.js'

/** @typedef {import('../core/types.js').Part} Part */

/**
 * @param {HTMLElement} root holds the list and its switch
 * @param {string} name of the list
 * @param {Pick<import('../entry/basics.js').Basics, 'diagram'>} devices
 */
export function createParts(root, name, devices) {
  const list = part(root, name)
  const groups = /** @type {HTMLFieldSetElement[]} */ ([
    ...list.querySelectorAll('[data-zones]'),
  ])
  const radios = [...part(list, `${name}-switch`).querySelectorAll('input')]

  /** @param {Part} shown */
  async function show(shown) {
    for (const radio of radios) radio.checked = radio.value === shown
    for (const group of groups) group.hidden = group.dataset.zones !== shown
    await drawMaps(list, devices, [shown])
  }

  for (const radio of radios) {
    radio.addEventListener('change', () => void show(/** @type {Part} */ (radio.value)))
  }

  return {
    /**
     * Only zones of these parts may be chosen; the first of them is shown unless the
     * one that is shown belongs to them.
     * @param {Part[]} parts at least one
     * @param {Part} [first] to show
     */
    async allow(parts, first) {
      for (const group of groups) {
        group.disabled = !parts.includes(/** @type {Part} */ (group.dataset.zones))
      }
      reveal(list, { [`${name}-switch`]: parts.length > 1 })
      const now = /** @type {Part} */ (radios.find(({ checked }) => checked)?.value)
      await show(first ?? (parts.includes(now) ? now : parts[0]))
    },
  }
}
