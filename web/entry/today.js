import { showToday } from '../ui/today.js'
import { open } from './basics.js'

void open(showToday)
