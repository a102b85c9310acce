import { showTreatments } from '../ui/treatments.js'
import { open } from './basics.js'

void open(showTreatments)
