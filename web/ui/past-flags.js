// What the clinic has cleared: a quiet history, to remember and to show.
import { instantOfIso } from '../core/civil.js'
import { clearedFlags } from '../core/redflags.js'
import { wordsOf } from './flag-card.js'
import { make, part, reveal } from './frame.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./flag-card.js').Flag} Flag */

/**
 * @param {HTMLElement} main
 * @param {Flag[]} flags
 * @param {Basics} basics
 */
export function drawPast(main, flags, basics) {
  const past = clearedFlags(flags)
  reveal(main, { past: past.length > 0 })
  part(main, 'past-list').replaceChildren(
    ...past.map((flag) =>
      make(
        'li',
        {},
        make('b', {}, wordsOf(main, flag, basics)),
        make('span', { class: 'soft' }, pastText(flag, basics)),
      ),
    ),
  )
}

/**
 * @param {Flag} flag
 * @param {Basics} basics
 */
function pastText({ at, clearedAt, clearedBy }, { text, format, clock }) {
  const now = clock.now()
  return text.t('Noted: %(noted)s. Cleared by %(by)s: %(cleared)s.', {
    noted: format.moment(instantOfIso(at), now),
    by: clearedBy,
    cleared: format.moment(instantOfIso(clearedAt ?? at), now),
  })
}
