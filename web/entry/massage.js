import { askAhead } from '../ui/frame.js'
import { showUntilEntered } from '../ui/unentered.js'
import { open } from './basics.js'

const whole = () => import('./massage-whole.js')

// Where the app is stored there will be a record, and what that asks for need not wait.
if (navigator.serviceWorker?.controller) whole().catch(() => {})
void open((main, basics) => {
  return showUntilEntered(main, basics, async () => {
    await askAhead(main)
    const { showWhole } = await whole()
    await showWhole(main, basics)
  })
})
