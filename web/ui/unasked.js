// Where no massage is to be done although nothing forbids it: why that is.

/** @typedef {import('./situation.js').Situation} Situation */

/**
 * Whether every plan that is kept says that the clinic wants no massage.
 * @param {Pick<Situation, 'kept'>} situation
 */
export function isToldNot({ kept }) {
  const plans = plansOf(kept)
  return plans.length > 0 && plans.every(({ days }) => days === 0)
}

/**
 * @param {Pick<Situation, 'kept' | 'routines'>} situation
 * @param {import('../core/types.js').Text} text
 */
export function whyUnasked({ kept, routines }, { t }) {
  if (isToldNot({ kept }))
    return t('Your clinic told you not to massage, so none is offered.')
  if (routines.length > 0)
    return t(
      'All of your areas were injected or lie next to one. Leave them alone, or ask your clinic.',
    )
  return plansOf(kept).length > 0
    ? t(
        'The days your clinic usually asks for are over. If yours told you to go on, do as they said.',
      )
    : t(
        'Nothing you entered asks for massage. Only massage if your clinic told you to.',
      )
}

/** @param {import('../core/types.js').Keepsakes} kept */
function plansOf({ routines, treatments }) {
  return routines.filter(({ product }) =>
    treatments.some((treatment) => treatment.product === product),
  )
}
