import { showAftercare } from '../ui/aftercare.js'
import { open } from './basics.js'

void open(showAftercare)
