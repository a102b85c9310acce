import { createBadge } from '../device/badge.js'
import { showToday } from '../ui/today.js'
import { open } from './basics.js'

// Where the app is stored, what a record asks for need not wait for the record.
if (navigator.serviceWorker?.controller) import('../ui/entered.js').catch(() => {})
void open((main, basics) => showToday(main, { ...basics, badge: createBadge(window) }))
