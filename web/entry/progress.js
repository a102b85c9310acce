import { createOutbox } from '../device/outbox.js'
import { showProgress } from '../ui/progress.js'
import { showReminders } from '../ui/reminders.js'
import { open } from './basics.js'

void open(async (main, basics) => {
  await showProgress(main, basics)
  await showReminders(main, { ...basics, outbox: createOutbox(window) })
})
