// The patient's own language, once they have chosen one: every other link opens in it.

/** @typedef {ReturnType<typeof createOwnLanguage>} OwnLanguage */

const CHOSEN = 'aftertouch-language'
/** The language of the page that was asked for last; whoever reads it removes it. */
const ASKED = 'aftertouch-language-asked'

/**
 * A language counts as chosen when its page has come: without a network the worker leads
 * back to the one that is stored, and then it says so instead of trying for ever.
 * @param {globalThis.Window} window
 * @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage
 */
export function createOwnLanguage(window, storage) {
  const { document, location } = window
  const here = document.documentElement.lang
  const session = sessionStorageOf(window)
  const asked = session?.getItem(ASKED) ?? null
  session?.removeItem(ASKED)
  if (asked === here) write(storage, CHOSEN, here)
  const chosen = storage?.getItem(CHOSEN) ?? null

  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[hreflang]') : null
    if (link) write(session, ASKED, /** @type {HTMLAnchorElement} */ (link).hreflang)
  })

  return {
    /** Whether the patient has ever chosen a language on this phone. */
    isChosen: chosen !== null,

    /** Whether a language was asked for that this phone could not get. */
    isMissing: asked !== null && asked !== here,

    /** Opens this page in the chosen language instead; whether it has to. */
    goThere() {
      if (!chosen || chosen === here || chosen === asked) return false
      const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
        document.querySelectorAll('.foot a[hreflang]')
      )
      const link = [...links].find(({ hreflang }) => hreflang === chosen)
      if (!link || !write(session, ASKED, chosen)) return false
      location.replace(link.href + location.hash)
      return true
    },
  }
}

/**
 * @param {Pick<Storage, 'setItem'> | null} storage
 * @param {string} key
 * @param {string} language
 * @returns whether it is written
 */
function write(storage, key, language) {
  try {
    storage?.setItem(key, language)
    return storage !== null
  } catch {
    // A full or forbidden storage only costs the patient another tap.
    return false
  }
}

/** @param {globalThis.Window} window */
function sessionStorageOf(window) {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}
