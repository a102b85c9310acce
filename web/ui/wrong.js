// Fields that are wrong say so themselves, beside the sentence that says what is wrong.

/**
 * @param {ParentNode} root
 * @param {string} name of the fields
 * @param {boolean} isWrong
 * @returns {HTMLInputElement[]} those that are wrong and can have the focus
 */
export function markWrong(root, name, isWrong) {
  const fields = [...root.querySelectorAll('input')].filter(
    (field) => field.name === name,
  )
  for (const field of fields) field.setAttribute('aria-invalid', String(isWrong))
  if (!isWrong) return []
  return fields.filter(
    (field) => field.checkVisibility() && !field.matches(':disabled'),
  )
}
