// How long from the touch to the frame that shows what was asked for. Put before the
// page's scripts; after `benchWatch` and a tap, `benchTook` is the ms from the end of
// the tap, as the browser noted it, until that frame was painted.
window.benchWatch = (selector, isShown) => {
  window.benchTook = null
  /** Noted after the frame is painted: in a task of its own, the next behind it. */
  const note = (tapped) => {
    const took = () => (window.benchTook = performance.now() - tapped)
    void scheduler.postTask(took, { priority: 'user-blocking' })
  }
  const isThere = () => document.querySelector(selector)?.checkVisibility() ?? false
  const wait = ({ timeStamp }) => {
    const look = () =>
      isThere() === isShown ? note(timeStamp) : requestAnimationFrame(look)
    requestAnimationFrame(look)
  }
  addEventListener('click', wait, { capture: true, once: true })
}
