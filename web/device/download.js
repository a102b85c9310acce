// A text that becomes a file where downloads go.

/** Some browsers fetch a download late: its address is given back long after. */
const REVOKE_AFTER_MS = 60_000

/**
 * @param {globalThis.Window} window
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download({ document, setTimeout }, name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement('a'), { href, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_AFTER_MS)
}
