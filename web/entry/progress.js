import { createHandOver } from '../device/hand-over.js'
import { createOutbox } from '../device/outbox.js'
import { showProgress } from '../ui/progress.js'
import { showReminders } from '../ui/reminders.js'
import { open } from './basics.js'

void open(async (main, basics) => {
  await showProgress(main, { ...basics, handOver: createHandOver(window) })
  await showReminders(main, { ...basics, outbox: createOutbox(window) })
})
