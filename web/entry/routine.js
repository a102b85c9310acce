import { showRoutine } from '../ui/routine.js'
import { open } from './basics.js'

void open(showRoutine)
