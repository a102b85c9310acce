import { createBadge } from '../device/badge.js'
import { showToday } from '../ui/today.js'
import { open } from './basics.js'

void open((main, basics) => showToday(main, { ...basics, badge: createBadge(window) }))
