// What the massage page shows: one view at a time.
import { keepFocus } from './focus.js'
import { part, reveal } from './frame.js'

/** @typedef {ReturnType<typeof createViews>} Views */

const VIEWS = ['none', 'closed', 'session', 'resume', 'busy', 'technique']
const INSIDE = ['ready', 'screening', 'refused', 'check', 'stage', 'finished']
/** What each of them is called in the page's contract; the stage says it itself. */
const STATES = {
  ready: 'ready',
  screening: 'check',
  refused: 'ready',
  check: 'check',
  finished: 'finished',
}

/** @param {HTMLElement} main */
export function createViews(main) {
  /** @param {string} name one of them; any other: none */
  function show(name) {
    for (const other of VIEWS) reveal(main, { [other]: other === name })
    document.body.classList.toggle('at-work', false)
    if (name !== 'session') followFocus(main)
  }

  /**
   * One of the views inside the session.
   * @param {'ready' | 'screening' | 'refused' | 'check' | 'stage' | 'finished'} name
   */
  function view(name) {
    show('session')
    const session = part(main, 'session')
    if (name !== 'stage') session.dataset.session = STATES[name]
    for (const other of INSIDE) {
      reveal(session, { [other]: other === name })
    }
    document.body.classList.toggle('at-work', name === 'stage')
    window.scrollTo(0, 0)
    if (name !== 'stage') followFocus(main)
  }

  return { show, view }
}

/**
 * Where what was pressed is hidden now, the heading of what is shown has the focus.
 * @param {HTMLElement} main
 */
function followFocus(main) {
  if (document.activeElement !== document.body) keepFocus(main)
}
