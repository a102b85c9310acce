import { showHelp } from '../ui/help.js'
import { open } from './basics.js'

void open(showHelp)
