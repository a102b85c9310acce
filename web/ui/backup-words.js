// A backup in words: what it holds, what it would change, and why a file cannot be used.

/** @typedef {import('../core/types.js').Text} Text */
/** @typedef {import('../core/types.js').Keepsakes} Keepsakes */
/** @typedef {import('../core/backup-merge.js').Tally} Tally */
/** @typedef {import('../core/backup.js').BackupProblem
 *   | {kind: 'unreadable'}} Problem */

/**
 * @param {Tally['kind'] | 'file'} kind
 * @param {Text} text
 */
function nameOf(kind, { t }) {
  return {
    treatments: t('Treatments'),
    routines: t('Massage plans'),
    clearances: t('What your clinic allowed'),
    sessions: t('Massages'),
    flags: t('Signs you noted'),
    courses: t('Courses'),
    checks: t('Answers to the weekly question'),
    plans: t('Plans from a clinic'),
    settings: t('Settings'),
    file: t('the whole file'),
  }[kind]
}

/**
 * "Treatments: 3 · Massages: 12"; of the settings only that there are some.
 * @param {Tally[]} counts of everything as new
 * @param {Text} text
 */
export function holdingText(counts, text) {
  const lists = counts.filter(({ kind }) => kind !== 'settings')
  return lists.map(({ kind, fresh }) => `${nameOf(kind, text)}: ${fresh}`).join(' · ')
}

/**
 * What one way to restore would do to each kind: its name, and how much.
 * @param {Tally[]} changes
 * @param {Text} text
 * @returns {[string, string][]}
 */
export function changeLines(changes, text) {
  const { t } = text
  return changes.map(({ kind, fresh, changed, gone }) => {
    const parts = [
      fresh > 0 ? t('%(n)s new', { n: fresh }) : '',
      changed > 0 ? t('%(n)s changed', { n: changed }) : '',
      gone > 0 ? t('%(n)s removed', { n: gone }) : '',
    ]
    return [nameOf(kind, text), parts.filter(Boolean).join(', ')]
  })
}

/**
 * What would be gone from this phone; empty where nothing would.
 * @param {Tally[]} changes
 * @param {Text} text
 */
export function removalText(changes, text) {
  const list = changes
    .filter(({ gone }) => gone > 0)
    .map(({ kind, gone }) => `${nameOf(kind, text)}: ${gone}`)
    .join(' · ')
  if (!list) return ''
  return text.t('This removes what is only on this phone. %(list)s.', { list })
}

/**
 * Why a file cannot be used, and what to do next.
 * @param {Problem} problem
 * @param {Text} text
 */
export function problemText(problem, text) {
  const { t } = text
  const where = 'list' in problem ? whereOf(problem, text) : ''
  const reason = {
    empty: t('This file is empty. Please choose another one.'),
    unreadable: t('This phone could not open the file. Please choose it again.'),
    'too-large': t(
      'This file is larger than 4 MB, so it is no backup of Aftertouch. Please choose another one.',
    ),
    'not-json': t(
      'This file cannot be read: it is cut off or damaged, or something else. Please choose another backup.',
    ),
    'not-ours': t(
      'This file is no backup of Aftertouch. Please choose one whose name begins with “aftertouch”.',
    ),
    newer: t(
      'This file is from a newer version of Aftertouch. Update this app with a network, then choose the file again.',
    ),
    unknown: t(
      'This file names something that this version of Aftertouch does not know (%(where)s). Update this app with a network, then choose the file again.',
      { where },
    ),
    broken: t('This file is damaged (%(where)s). Please choose another backup.', {
      where,
    }),
  }[problem.kind]
  return `${reason} ${t('Nothing was changed.')}`
}

/**
 * @param {{list: Tally['kind'] | 'file', number: number}} place
 * @param {Text} text
 */
function whereOf({ list, number }, text) {
  const name = nameOf(list, text)
  return number > 0 ? text.t('%(list)s, number %(n)s', { list: name, n: number }) : name
}
