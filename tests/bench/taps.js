// How long from the touch to the frame that shows what was asked for. Put before the
// page's scripts; after `benchWatch` and a tap, `benchTook` is the ms from the end of
// the tap, as the browser noted it, until that frame was painted.
window.benchWatch = (selector, isShown) => {
  window.benchTook = null
  /** Noted after the frame is painted: in a task of its own, behind it. */
  const note = (tapped) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => (window.benchTook = performance.now() - tapped)
    port2.postMessage(null)
  }
  const isThere = () => document.querySelector(selector)?.checkVisibility() ?? false
  const wait = ({ timeStamp }) => {
    const look = () =>
      isThere() === isShown ? note(timeStamp) : requestAnimationFrame(look)
    requestAnimationFrame(look)
  }
  addEventListener('click', wait, { capture: true, once: true })
}
