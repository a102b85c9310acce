import { askAhead, breathe } from '../ui/frame.js'
import { open } from './basics.js'

const whole = () => import('./clinic-whole.js')

// The words of the page are painted before its form asks for what it needs; one of that
// are the time zones, which a browser is slow to read the first time.
if (navigator.serviceWorker?.controller) whole().catch(() => {})
void breathe().then(() => Intl.DateTimeFormat())
void open(async (main, basics) => {
  await askAhead(main)
  await breathe()
  const { showWhole } = await whole()
  await breathe()
  await showWhole(main, basics)
})
