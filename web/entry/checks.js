import { showChecks } from '../ui/checks.js'
import { open } from './basics.js'

void open(showChecks)
