// Messages in the page's language. The English text is the key and the fallback.

/**
 * @param {{messages: Record<string, string | string[]>, plural: (n: number) => number}}
 *   catalog as `/<lang>/text.js` exports it
 * @returns {import('./types.js').Text}
 */
export function createText({ messages, plural }) {
  return {
    t(message, values = {}) {
      const found = messages[message]
      return fill(typeof found === 'string' ? found : message, values)
    },
    tn(one, many, n, values = {}) {
      const forms = messages[one]
      const found = Array.isArray(forms) ? forms : [one, many]
      return fill(found[plural(n)] ?? many, { n, ...values })
    },
  }
}

/**
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
function fill(message, values) {
  return message.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole))
}
