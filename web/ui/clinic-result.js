// What comes of the page: the link, its code, the hand-out, and ways to hand it over.
import { linkOf, readLink } from '../core/plan-link.js'
import { clashText } from './clinic-clash.js'
import { drawSheet } from './clinic-sheet.js'
import { part, reveal, write } from './frame.js'
import { drawQr } from './qr-drawing.js'

/** @typedef {import('./clinic.js').Devices} Devices */
/** @typedef {import('../core/types.js').ClinicPlan} ClinicPlan */

/**
 * @param {HTMLElement} main
 * @param {Devices} devices
 * @param {() => void} startAnew
 */
export function createResult(main, devices, startAnew) {
  const { handOver, text } = devices
  const { t } = text
  const link = /** @type {HTMLInputElement} */ (part(main, 'link'))
  const say = (/** @type {string} */ words) => {
    part(main, 'copied').textContent = words
  }

  part(main, 'copy').addEventListener('click', async () => {
    const isCopied = await handOver.copy(link.value)
    if (!isCopied) link.select()
    say(isCopied ? t('Copied.') : t('Copy the marked link by hand.'))
  })
  part(main, 'share').addEventListener('click', () => {
    void handOver.share({ title: document.title, url: link.value })
  })
  part(main, 'print').addEventListener('click', () => handOver.print())
  part(main, 'anew').addEventListener('click', startAnew)
  reveal(main, { share: handOver.canShare })

  return {
    /** Takes back what is shown: it no longer is what the page says. */
    hide() {
      reveal(main, { result: false })
      link.value = ''
      say('')
    },

    /**
     * Shows the plan; false where it has no room in a link.
     * @param {ClinicPlan} plan
     * @param {Pick<import('./clinic.js').Written['about'], 'languageName' | 'emergency'>} about
     */
    show(plan, about) {
      const hash = sureLink(plan, devices)
      if (hash === null) return false
      const address = `${location.origin}/${plan.language}/plan/#${hash}`
      const rows = devices.qr.matrixOf(address)
      link.value = address
      part(main, 'code').replaceChildren(
        ...(rows ? [drawQr(rows, t('The code of the plan'))] : []),
      )
      write(main, {
        clash: clashText(plan, devices),
        'code-problem': rows
          ? ''
          : t('This plan is too long for a code. Use the link.'),
      })
      const emergency = about.emergency()
      drawSheet(main, plan, { address, rows, emergency }, devices)
      const languageName = about.languageName()
      offerLanguage(main, plan, { hash, languageName }, devices)
      reveal(main, { result: true })
      part(main, 'result-title').focus()
      return true
    },
  }
}

/**
 * The link, only if it reads back as a plan: nobody is handed one that does not open.
 * @param {ClinicPlan} plan
 * @param {Devices} devices
 */
function sureLink(plan, { protocols, clock }) {
  const link = linkOf(plan)
  const read = readLink(link, { protocols, now: clock.now() })
  if ('plan' in read) return link
  console.info('The plan does not come back from its link:', read.problem)
  return null
}

/**
 * The hand-out speaks the language of the page: where the patient reads another, the
 * same plan opens there.
 * @param {HTMLElement} main
 * @param {ClinicPlan} plan
 * @param {{hash: string, languageName: string}} link
 * @param {Devices} devices
 */
function offerLanguage(main, plan, { hash, languageName }, { language, text: { t } }) {
  const isOther = plan.language !== language
  const values = { language: languageName }
  reveal(main, { 'other-language': isOther })
  part(main, 'print').classList.toggle('quiet', isOther)
  if (!isOther) return
  const words = t('The link opens in %(language)s. This hand-out does not yet.', values)
  write(main, {
    'other-words': words,
    'other-link': t('Open the hand-out in %(language)s', values),
  })
  const address = `/${plan.language}/clinic/#${hash}`
  part(main, 'other-link').setAttribute('href', address)
}
