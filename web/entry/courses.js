import { showCourses } from '../ui/courses.js'
import { open } from './basics.js'

void open(showCourses)
