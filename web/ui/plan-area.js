// One area of a plan: whether it is massaged, for how long, how, and when it comes.
import { SECOND } from '../core/civil.js'
import { areSeconds, mannerFrom, USUAL_INTENSITY } from '../core/plan-areas.js'
import { copyOf, part, reveal, write } from './frame.js'
import { mannerText } from './plan-words.js'

/** @typedef {import('../core/types.js').Manner} Manner */
/** @typedef {import('../core/types.js').Text} Text */
/** @typedef {ReturnType<typeof createRow>} Row */

/**
 * @param {HTMLElement} main holds the template
 * @param {import('../core/types.js').Zone} zone
 * @param {import('../core/types.js').RoutineRule} rule
 * @param {string} product
 * @param {Text} text
 */
export function createRow(main, zone, rule, product, text) {
  const { t } = text
  const item = copyOf(main, 'area')
  const box = /** @type {HTMLInputElement} */ (item.querySelector('[name=zones]'))
  const seconds = /** @type {HTMLInputElement} */ (part(item, 'seconds'))
  const direction = /** @type {HTMLSelectElement} */ (part(item, 'direction'))
  const radios = [...part(item, 'intensity').querySelectorAll('input')]
  nameFields(item, { box, seconds, radios }, zone, product, t)
  describe(item, zone, rule)

  /** @param {Manner} kept */
  function manner(kept) {
    const intensity = radios.find(({ checked }) => checked)?.value ?? ''
    const values = { seconds: seconds.value, intensity, direction: direction.value }
    return mannerFrom(
      kept,
      areSeconds(seconds.value) ? values : { ...values, seconds: '' },
    )
  }

  return {
    zone: zone.id,
    name: zone.name,
    item,
    secondsField: seconds,
    up: part(item, 'up'),
    down: part(item, 'down'),
    isChosen: () => box.checked,
    isRight: () => areSeconds(seconds.value) && !seconds.validity.badInput,
    manner,

    /**
     * @param {boolean} isChosen
     * @param {Manner} [kept]
     */
    fill(isChosen, kept = {}) {
      box.checked = isChosen
      seconds.value = kept.seconds ? String(kept.seconds) : ''
      direction.value = kept.direction ?? ''
      const intensity = kept.intensity ?? USUAL_INTENSITY
      for (const radio of radios) radio.checked = radio.value === intensity
    },

    /**
     * Says where the area comes and what it takes.
     * @param {{place: number, of: number, ms: number, shareMs: number}} now place from 1; 0: not
     */
    sync({ place, of, ms, shareMs }) {
      const isOn = place > 0
      const [time, share] = [ms, shareMs].map((span) => Math.round(span / SECOND))
      item.classList.toggle('off', !isOn)
      seconds.placeholder = String(share)
      part(item, 'place').textContent = isOn ? String(place) : ''
      write(item, {
        time: isOn ? t('%(seconds)s s', { seconds: time }) : t('off'),
        manner: isOn ? mannerText(manner({}), text) : '',
        share: t('Empty: an equal share, %(seconds)s s.', { seconds: share }),
      })
      disable(part(item, 'up'), place <= 1)
      disable(part(item, 'down'), place === 0 || place === of)
    },

    /** @param {string} problem */
    refuse(problem) {
      item.querySelector('details')?.setAttribute('open', '')
      write(item, { 'seconds-problem': problem })
      seconds.setAttribute('aria-invalid', 'true')
    },

    accept() {
      write(item, { 'seconds-problem': '' })
      seconds.removeAttribute('aria-invalid')
    },
  }
}

/**
 * @param {HTMLElement} item
 * @param {{box: HTMLInputElement, seconds: HTMLInputElement,
 *   radios: HTMLInputElement[]}} fields
 * @param {import('../core/types.js').Zone} zone
 * @param {string} product
 * @param {Text['t']} t
 */
function nameFields(item, { box, seconds, radios }, { id, name }, product, t) {
  const problem = part(item, 'seconds-problem')
  problem.id = `${product}-${id}-problem`
  seconds.setAttribute('aria-describedby', problem.id)
  box.value = id
  box.setAttribute('aria-describedby', `${product}-zones-problem`)
  box.dataset.zone = id
  box.setAttribute('aria-label', name)
  for (const radio of radios) radio.name = `intensity-${id}`
  part(item, 'up').setAttribute('aria-label', t('Move up: %(name)s', { name }))
  part(item, 'down').setAttribute('aria-label', t('Move down: %(name)s', { name }))
}

/**
 * The area's name and its stroke. Drainage is always light, and its way is given.
 * @param {HTMLElement} item
 * @param {import('../core/types.js').Zone} zone
 * @param {import('../core/types.js').RoutineRule} rule
 */
function describe(item, { id, name, stroke }, { strokes, paceMs }) {
  const { hands, how } = strokes[id] ?? stroke ?? { hands: '', how: '' }
  write(item, { name, stroke: [hands, how].filter(Boolean).join('. ') })
  const isFree = paceMs === null
  reveal(item, { intensity: isFree, 'direction-label': isFree })
}

/**
 * A button that can do nothing now keeps the focus.
 * @param {HTMLElement} button
 * @param {boolean} isOff
 */
function disable(button, isOff) {
  button.setAttribute('aria-disabled', String(isOff))
}
