// Why a link cannot be read, and what to do next.

/** @typedef {import('../core/plan-link.js').Kind} Kind */

/**
 * @param {Kind} kind
 * @param {import('../core/types.js').Text} text
 * @returns {string}
 */
export function unreadText(kind, { t }) {
  const later = t(
    'A newer version of this app made this link. Connect to the network, open this page again, and then the link.',
  )
  return {
    none: t(
      'There is no plan in this link. Ask the clinic to send it again, or scan the code.',
    ),
    'too-long': t('This is too long for a plan. Copy only the link, or scan the code.'),
    'not-ours': t(
      'This is not a link to a plan. Copy the whole link that your clinic sent, or scan the code.',
    ),
    broken: t(
      'This link is cut short or mistyped. Ask the clinic to send it again, or scan the code.',
    ),
    newer: later,
    unknown: later,
    far: t(
      'The dates of this plan are far from today. Check the date of this phone, or ask the clinic for a new link.',
    ),
  }[kind]
}
