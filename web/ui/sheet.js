// What a patient shows at the clinic: the record in plain lines, to read, print or copy.
import { make, part, reveal, write } from './frame.js'
import { sectionsOf } from './sheet-words.js'

/** @typedef {import('../entry/basics.js').Basics} Basics */
/** @typedef {import('./sheet-words.js').Section} Section */

const HASH = '#sheet'
/** What stands on the page besides the sheet. */
const OTHERS = ['courses', 'past', 'show', 'empty', 'reminders']

/**
 * @param {HTMLElement} main
 * @param {import('./progress.js').Devices} basics
 */
export function createSheet(main, basics) {
  const { handOver, text } = basics
  /** @type {import('../core/types.js').Keepsakes} */
  let known
  /** @type {Record<string, boolean>} what the page showed before the sheet */
  let before = {}
  const isOpen = () => !part(main, 'sheet').hidden

  function fill() {
    write(main, { 'sheet-date': dateLine(basics), copied: '' })
    const sections = sectionsOf(main, known, basics)
    part(main, 'sheet-body').replaceChildren(...sections.map(drawSection))
  }

  function open() {
    before = Object.fromEntries(OTHERS.map((name) => [name, !part(main, name).hidden]))
    fill()
    hideOthers()
    part(main, 'sheet-title').focus()
  }

  function hideOthers() {
    const others = Object.fromEntries(OTHERS.map((name) => [name, false]))
    reveal(main, { ...others, sheet: true })
  }

  function look() {
    const isWanted = location.hash === HASH
    if (isWanted && !isOpen()) open()
    if (!isWanted && isOpen()) reveal(main, { ...before, sheet: false })
  }

  async function copy() {
    const sections = sectionsOf(main, known, basics).map(asText)
    const isCopied = await handOver.copy([dateLine(basics), ...sections].join('\n\n'))
    write(main, {
      copied: isCopied
        ? text.t('Copied. Paste it into a message to your clinic.')
        : text.t('This phone does not let the app copy. Print the sheet instead.'),
    })
  }

  part(main, 'print').addEventListener('click', () => handOver.print())
  part(main, 'copy').addEventListener('click', copy)
  part(main, 'sheet-back').addEventListener('click', () => {
    history.replaceState(null, '', location.pathname)
    look()
  })
  window.addEventListener('hashchange', look)

  return {
    /**
     * Takes the record as it is now; an open sheet follows it.
     * @param {import('../core/types.js').Keepsakes} kept
     */
    draw(kept) {
      known = kept
      if (!isOpen()) return look()
      fill()
      hideOthers()
    },
  }
}

/** @param {Pick<Basics, 'text' | 'format' | 'clock'>} basics */
function dateLine({ text, format, clock }) {
  return text.t('As of %(date)s', { date: format.fullDate(clock.now()) })
}

/** @param {Section} section */
function drawSection({ title, lines }) {
  return make(
    'section',
    { class: 'stack tight' },
    make('h2', {}, title),
    make('ul', { class: 'lines' }, ...lines.map((line) => make('li', {}, line))),
  )
}

/** @param {Section} section */
function asText({ title, lines }) {
  return [title, ...lines.map((line) => `- ${line}`)].join('\n')
}
