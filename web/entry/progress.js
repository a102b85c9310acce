import { showProgress } from '../ui/progress.js'
import { open } from './basics.js'

void open(showProgress)
