// What the answers rest on: the rules that decide, each with its sources.
import { BY_PLAN } from '../core/windows.js'
import { reasonText } from './answer.js'
import { make, part, reveal } from './frame.js'
import { decidingRules } from './lines.js'
import { phaseText } from './plan-words.js'

/** @typedef {import('./situation.js').Situation} Situation */
/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('../core/types.js').AssessedRoutine} AssessedRoutine */

/**
 * @param {HTMLElement} main
 * @param {import('./lines.js').Line[]} lines
 * @param {Situation} situation
 * @param {Basics} basics
 */
export function drawBasis(main, lines, situation, { text, language }) {
  const rules = lines.flatMap((line) =>
    decidingRules(line, situation).map(({ window }) => {
      return { text: reasonText(window, text), source: window.source }
    }),
  )
  const asked = situation.routines.map((current) => askedBy(current, situation, text))
  const all = [...rules, ...asked]
  const once = all.filter(({ text: own }, index) => {
    return all.findIndex((other) => other.text === own) === index
  })
  reveal(main, { basis: once.length > 0 })
  part(main, 'basis-list').replaceChildren(
    ...once.map((line) =>
      make('li', {}, `${line.text} `, ...links(line, language, text)),
    ),
  )
}

/**
 * @param {AssessedRoutine} current
 * @param {Situation} situation
 * @param {import('../core/types.js').Text} text
 */
function askedBy({ product, routine, phase }, { protocols }, text) {
  const { routine: rule, short } = protocols.treatments[product]
  const preset = rule?.presets.find(({ id }) => id === routine.preset)
  const words = preset?.name ?? phaseText(phase, text)
  return {
    text: text.t('%(name)s: %(preset)s.', { name: short, preset: words }),
    source: [...new Set([...(preset?.source ?? []), ...(rule?.source ?? [])])],
  }
}

/**
 * @param {{source: string[]}} line
 * @param {string} language
 * @param {import('../core/types.js').Text} text
 */
function links({ source }, language, { t }) {
  const attributes = (/** @type {string} */ id) => ({
    class: 'source',
    href: `/${language}/${id === BY_PLAN ? 'plan/' : `about/#source-${id}`}`,
  })
  return source.flatMap((id) => [
    make('a', attributes(id), id === BY_PLAN ? t('Your clinic’s plan') : id),
    ' ',
  ])
}
