// What every page needs: texts, rules, clock, record, the service worker.
import { createFormat } from '../core/format.js'
import { KEYS } from '../core/keepsakes.js'
import { createText } from '../core/text.js'
import { createClock } from '../device/clock.js'
import { createDiagrams } from '../device/diagrams.js'
import { createDraft, localStorageOf } from '../device/draft.js'
import { createErasing } from '../device/erasing.js'
import { createInstall } from '../device/install.js'
import { createOwnLanguage } from '../device/own-language.js'
import { createPageLife } from '../device/page-life.js'
import { openStore } from '../device/store.js'
import { createTurn } from '../device/turn.js'
import { createUpdates } from '../device/updates.js'
import { ignoreEchoes } from '../ui/echo.js'
import { hearFaults, tellAboutPhone, tellProblem } from '../ui/frame.js'

/** On a page that stays open, before the server's word is too old to be a witness. */
const CONSULT_EVERY_MS = 8 * 60_000

/** @typedef {Awaited<ReturnType<typeof makeBasics>>} Basics */

/**
 * Makes the devices, draws the page, and puts any failure in words.
 * @param {(main: HTMLElement, devices: Basics) => unknown} show
 */
export async function open(show) {
  const storage = localStorageOf(window)
  const ownLanguage = createOwnLanguage(window, storage)
  if (ownLanguage.goThere()) return
  const main = /** @type {HTMLElement} */ (document.querySelector('main'))
  main.ariaBusy = 'true'
  ignoreEchoes(document)
  /** @type {import('../core/types.js').Text | undefined} */
  let text
  /** @type {Basics | undefined} */
  let basics
  try {
    basics = await makeBasics(storage, ownLanguage)
    text = basics.text
    hearFaults(main, text)
    await show(main, basics)
    tellAboutPhone(main, basics)
  } catch (error) {
    await tellProblem(main, error, text)
  }
  main.ariaBusy = 'false'
  // Also where the page failed: the next version may mend it.
  await basics?.updates.register()
  await basics?.updates.ask()
}

/**
 * @param {ReturnType<typeof localStorageOf>} storage
 * @param {import('../device/own-language.js').OwnLanguage} ownLanguage
 */
async function makeBasics(storage, ownLanguage) {
  const language = document.documentElement.lang
  const install = createInstall(window)
  const clock = createClock(window, storage)
  const life = createPageLife(window)
  const updates = createUpdates(window, language)
  const draft = createDraft(storage)
  const erasing = createErasing(window)
  erasing.onElsewhere({
    begun: draft.close,
    over: () => location.replace(`/${language}/`),
  })
  const [catalog, protocols, store] = await Promise.all([
    import(`/${language}/text.js`),
    load(`/${language}/protocols.json`),
    openStore(KEYS),
  ])
  const text = createText(catalog)
  /** @type {(() => void)[]} */
  const watchers = []
  const changed = () => watchers.forEach((watcher) => watcher())
  store.onChange(changed)
  life.onReturn(() => {
    clock.rebase()
    store.forget()
    changed()
    void consult()
    void updates.ask()
  })
  const consult = () => clock.consult().then(changed)
  void consult()
  setInterval(() => life.isVisible() && void consult(), CONSULT_EVERY_MS)
  return {
    language,
    ownLanguage,
    locale: navigator.language,
    text,
    format: createFormat(catalog.locale, clock.timezone, text),
    protocols: /** @type {import('../core/types.js').Protocols} */ (protocols),
    /** Loads what only aftercare needs, once. */
    aftercare: once(() => load(`/${language}/aftercare.json`)),
    diagram: createDiagrams(document).get,
    clock,
    life,
    store,
    draft,
    erasing,
    install,
    turn: createTurn(window),
    updates,
    newId: () => crypto.randomUUID(),
    /**
     * Calls back when the record, the time or what is known of it may have changed.
     * @param {() => void} watcher
     */
    onChange: (watcher) => void watchers.push(watcher),
  }
}

/** @param {string} address */
async function load(address) {
  const answer = await fetch(address)
  return answer.json()
}

/**
 * Makes something when it is first asked for; a failure is tried again.
 * @template T
 * @param {() => Promise<T>} make
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made
  return () => {
    made ??= make().catch((error) => {
      made = undefined
      throw error
    })
    return made
  }
}
