import { createBadge } from '../device/badge.js'
import { breathe } from '../ui/frame.js'
import { showToday } from '../ui/today.js'
import { open } from './basics.js'

// Where the app is stored there will be a record: what that asks for need not wait for
// it, nor do the time zones, which a browser is slow to read the first time.
if (navigator.serviceWorker?.controller) {
  import('../ui/entered.js').catch(() => {})
  void breathe().then(() => Intl.DateTimeFormat())
}
void open((main, basics) => showToday(main, { ...basics, badge: createBadge(window) }))
