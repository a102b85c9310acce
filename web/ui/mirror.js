// The mirror of a massage: the front camera behind an outline of the face. It is a help
// beside the massage, so whatever happens to it leaves the massage as it is.
import { part, reveal, write } from './frame.js'
import { createOutline } from './outline.js'
import { createTouch } from './touch.js'

/** @typedef {import('../core/types.js').Text} Text */

/** How long a line about the mirror is shown. */
const LINE_MS = 10_000

/**
 * @param {HTMLElement} root
 * @param {import('./massage.js').Devices} devices
 */
export function createMirror(root, devices) {
  const { camera, life, text } = devices
  const { t } = text
  const video = /** @type {HTMLVideoElement} */ (part(root, 'mirror-video'))
  const outline = createOutline(root, devices)
  const touch = createTouch()
  let isOn = false
  let hasPromised = false
  let timeout = 0

  /** Shows the picture once there is one; until then, the drawing. */
  async function show() {
    const stream = await camera.start()
    if (!isOn) return
    if (!stream) return hide(refusalText(camera.refusal(), text))
    if (video.srcObject === stream) return
    video.srcObject = stream
    reflect(true)
    if (!hasPromised) promise()
    await outline.draw()
  }

  function promise() {
    hasPromised = true
    tell(t('The picture stays on this phone: nothing is recorded or sent.'))
  }

  /** The camera rests, and no frame of it is held; the patient's wish stays. */
  function rest() {
    camera.stop()
    video.srcObject = null
    reflect(false)
    outline.stopFitting()
  }

  /** @param {boolean} isShown */
  function reflect(isShown) {
    reveal(root, { mirror: isShown, 'mirror-fit': isShown })
    part(root, 'stage').classList.toggle('has-mirror', isShown)
  }

  /** @param {string} [why] */
  function hide(why = '') {
    isOn = false
    rest()
    name()
    tell(why)
  }

  function toggle() {
    if (isOn) return hide()
    isOn = true
    tell('')
    name()
    void show()
  }

  /** The button says what it leads to. */
  function name() {
    const label = isOn ? t('Drawing') : t('Mirror')
    write(root, { 'mirror-toggle': label })
  }

  /** @param {string} line */
  function tell(line) {
    window.clearTimeout(timeout)
    // Always in the page, as an empty line: so screen readers hear what comes into it.
    part(root, 'mirror-line').textContent = line
    if (line) timeout = window.setTimeout(tell, LINE_MS, '')
  }

  part(root, 'mirror-toggle').addEventListener('click', (event) => {
    if (touch.isMeant(event)) toggle()
  })
  camera.onLost(() => hide(t('The camera stopped. The drawing goes on.')))
  life.onLeave(() => isOn && rest())
  life.onReturn(() => isOn && void show())

  return {
    toggle,
    hide,
    isOn: () => isOn,
    mark: outline.mark,

    /**
     * A massage begins, without the mirror; only a face has one.
     * @param {import('../core/types.js').Part} where
     */
    begin(where) {
      hide()
      reveal(root, { 'mirror-toggle': where === 'face' && camera.isPossible })
      void outline.restore()
    },

    end() {
      hide()
    },
  }
}

/**
 * @param {import('../device/mirror.js').Refusal | null} refusal
 * @param {Text} text
 */
function refusalText(refusal, { t }) {
  if (refusal === 'denied') return t('The camera is not allowed. The drawing goes on.')
  if (refusal === 'missing') return t('There is no camera here.')
  return t('The camera did not start. The drawing goes on.')
}
