import { showPlan } from '../ui/plan-page.js'
import { open } from './basics.js'

void open(showPlan)
