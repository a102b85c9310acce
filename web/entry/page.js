import { open } from './basics.js'

void open(() => {})
