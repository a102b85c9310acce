/** The records that the core passes around. Instants are milliseconds since the epoch. */

export type Verdict = 'clear' | 'caution' | 'blocked'
export type OverallVerdict = Verdict | 'none'
export type Level = 'red' | 'orange' | 'yellow'

/**
 * One visit. `date` and `time` are local to `timezone`; `time` is null when unknown.
 * `windows`: when a window of the product ends, in milliseconds, where the clinic's plan
 * says it differently; 0 for one that it leaves out.
 */
export interface Treatment {
  id: string
  product: string
  date: string
  time: string | null
  timezone: string
  zones: string[]
  note: string
  windows?: Record<string, number>
}

/** Some days in a row with the same massages. */
export interface Phase {
  minutes: number
  timesADay: number
  days: number
}

export type Intensity = 'light' | 'medium' | 'firm'
export type Direction = 'circles' | 'up' | 'down' | 'out' | 'in'

/** How one zone is massaged, where the clinic said it differently. */
export interface Manner {
  seconds?: number
  intensity?: Intensity
  direction?: Direction
}

/** Answers before the first drainage: the questions answered yes, and who allowed it. */
export interface Screened {
  at: string
  yes: string[]
  by: string
}

/**
 * What the clinic asked for. Empty `zones` mean the treated zones; without days there is
 * no massage at all. `wider`: its zones before a clearance narrowed them.
 */
export interface Routine extends Phase {
  product: string
  zones: string[]
  preset?: string
  then?: Phase[]
  untilNextVisit?: boolean
  manner?: Record<string, Manner>
  wider?: string[]
  screened?: Screened
}

/** One visit of a series; `treatment` is the record it became. */
export interface Visit {
  id: string
  date: string
  time: string | null
  done: boolean
  treatment: string | null
}

/** A series of visits, made from a template of the protocol file or by hand. */
export interface Course {
  id: string
  product: string
  template: string
  note: string
  visits: Visit[]
}

/** One answer to the question after a lump. */
export interface Check {
  id: string
  product: string
  at: string
  lump: boolean
  note: string
  zones: string[]
}

/** The clinic's word on some zones; `at` is an ISO 8601 instant. */
export interface Clearance {
  id: string
  zones: string[]
  by: string
  at: string
  note: string
  fromPlan: boolean
}

/** One massage as it was: `seconds` of `planned`, on the patient's calendar `day`. */
export interface SessionRecord {
  id: string
  product: string
  startedAt: string
  seconds: number
  planned: number
  zones: string[]
  day: string
  late: boolean
  felt?: 'fine' | 'sore'
}

/**
 * A sign that something is wrong; open until `clearedAt`; empty `zones`: everywhere.
 * `seen`: noted on Help, not answered before a massage.
 */
export interface Flag {
  id: string
  sign: string
  level: Level
  zones: string[]
  at: string
  clearedAt: string | null
  clearedBy: string
  seen?: boolean
}

/** A plan that the patient was handed and took: `link` is the text after the #. */
export interface TakenPlan {
  id: string
  clinic: string
  at: string
  link: string
}

/**
 * What the patient has set; what is missing has its default in `manner.js`, and the
 * waking day ("HH:MM") in `schedule.js`.
 */
export interface Settings {
  dayStarts?: string
  dayEnds?: string
  remindPlain?: boolean
  remindVisits?: boolean
  remindChecks?: boolean
  /** What was handed to a calendar: identifier → start, as it writes them. */
  reminded?: Record<string, string>
  clinicName?: string
  installAnswered?: boolean
  readySaid?: boolean
  versionSeen?: string
  muted?: boolean
  sound?: boolean
  loudness?: 'soft' | 'loud'
  over?: 'silent' | 'music'
  voice?: 'off' | 'phone' | 'clips'
  vibration?: boolean
  flash?: boolean
  advance?: 'auto' | 'manual'
  hands?: 'both' | 'one'
  mirrorOutline?: { x: number; y: number; scale: number }
  clinicPhone?: string
  emergencyNumber?: string
  /** Whether the browser was asked to keep the record; of this phone alone. */
  askedToLast?: boolean
  /** When a backup was made, ISO 8601; of this phone alone. */
  lastBackup?: string
  /** What a backup of a newer version held beside its lists. */
  carried?: Record<string, unknown>
}

/** Everything that a phone keeps. */
export interface Keepsakes {
  treatments: Treatment[]
  routines: Routine[]
  clearances: Clearance[]
  sessions: SessionRecord[]
  flags: Flag[]
  courses: Course[]
  checks: Check[]
  plans: TakenPlan[]
  settings: Settings
}

/** The lists of a phone's record. */
export type Kind = Exclude<keyof Keepsakes, 'settings'>

/** What makes one state of the record into another, all at once. */
export interface Changes {
  put: Partial<Record<Kind, object[]>>
  remove: Partial<Record<Kind, string[]>>
  set: Record<string, unknown>
  unset: string[]
}

/**
 * What a clinic hands over in a link. `own`: carried by the patient to another phone or
 * app; it has no more authority than what the patient wrote down there.
 */
export interface ClinicPlan {
  clinic: { name: string; phone: string }
  language: string
  madeAt: string
  own: boolean
  treatments: PlannedTreatment[]
  routines: Routine[]
  clearances: { zones: string[]; note: string }[]
}

export type PlannedTreatment = Pick<
  Treatment,
  'product' | 'date' | 'time' | 'timezone' | 'zones' | 'windows'
>

export type Part = 'face' | 'body'

/** `oneHand`: the hands' words where one hand does one side; null: there are no sides. */
export interface Stroke {
  hands: string
  oneHand: string | null
  how: string
  motion: 'circles' | 'glide' | 'drain'
}

export interface Zone {
  id: string
  part: Part
  name: string
  stroke: Stroke | null
}

export interface Window {
  id: string
  fromMs: number
  untilMs: number
  where: 'face' | 'body' | 'injected' | 'injected-and-neighbours'
  verdict: 'caution' | 'blocked'
  leaveOut: 'injected-and-neighbours' | null
  reason: string
  source: string[]
}

/** One way in which clinics ask for a massage; without phases: not at all. */
export interface Preset {
  id: string
  name: string
  phases: Phase[]
  untilNextVisit: boolean
  source: string[]
}

/** `strokes` stand in place of the zones' own; `paceMs` is the time of one stroke. */
export interface RoutineRule extends Phase {
  leadInMs: number
  paceMs: number | null
  cream: string
  pressure: string
  firstDay: string
  firstDayDuring: string
  source: string[]
  presets: Preset[]
  strokes: Record<string, Stroke>
  screening: { id: string; text: string; zones: string[] }[]
}

export interface Product {
  parts: Part[]
  name: string
  short: string
  windows: Window[]
  routine: RoutineRule | null
}

export interface Question {
  id: string
  text: string
  sign: string
}

/** `/<lang>/protocols.json`. */
export interface Protocols {
  zones: Zone[]
  neighbours: Record<string, string[]>
  treatments: Record<string, Product>
  questions: Question[]
  signs: Record<string, Level>
  emergency: { anywhere: string; numbers: Record<string, string> }
}

/** A piece of aftercare; `untilMs` null: as long as any other rule of the product. */
export interface CareRule {
  id: string
  topic: string
  kind: 'avoid' | 'do' | 'expect'
  fromMs: number
  untilMs: number | null
  text: string
  after: string
  range: string
  source: string[]
}

export interface CheckRule {
  id: string
  everyMs: number
  fromMs: number
  untilMs: number
  question: string
  source: string[]
}

/** A template of a course: `count` visits, each so many days or months after the last. */
export interface Series {
  id: string
  name: string
  range: string
  steps: { count: number; days?: number; months?: number }[]
  source: string[]
}

/** `/<lang>/aftercare.json`. */
export interface Aftercare {
  topics: { id: string; name: string }[]
  products: Record<
    string,
    { rules: CareRule[]; checks: CheckRule[]; courses: Series[] }
  >
}

/** What the gate looks at. */
export interface GateState {
  treatments: Treatment[]
  clearances: Clearance[]
  flags: Flag[]
  routines: Routine[]
  courses?: Course[]
  protocols: Protocols
}

/** Why a zone has its verdict; a flag stands there with the rule "flag". */
export interface Reason {
  treatment: string
  rule: string
  source: string[]
}

/** `until`: when the verdict next eases. `leaveOut`: not in a session even when agreed. */
export interface ZoneAssessment {
  verdict: Verdict
  until: number | null
  leaveOut: boolean
  because: Reason[]
}

/** A treatment that forbids what another one asks for: where, and for how long. */
export interface Forbidding {
  treatment: string
  zones: string[]
  until: number
}

/** A routine that other treatments hold back, from now on at the latest. */
export interface Conflict {
  product: string
  part: Part
  zones: string[]
  until: number | null
  forbids: Forbidding[]
  sessionsLost: number
  sessionsPlanned: number
}

/** A routine on one of its days, in one part of the body: `day` is 1 on the visit's. */
export interface CurrentRoutine {
  routine: Routine
  treatment: Treatment
  part: Part
  day: number
  days: number
  phase: Phase
  zones: string[]
}

/** A current routine with the verdict over its own zones. */
export interface AssessedRoutine extends CurrentRoutine {
  product: string
  verdict: Verdict
  opensAt: number | null
}

export interface Assessment {
  verdict: OverallVerdict
  opensAt: number | null
  zones: Record<string, ZoneAssessment>
  routines: AssessedRoutine[]
  conflict: Conflict | null
}

export type Side = 'left' | 'right'

/** `side`: with one hand, the patient's own left or right. */
export interface Step {
  zone: string
  ms: number
  side?: Side
  intensity?: Intensity
  direction?: Direction
}

/** Where a massage was when a command was given at `at`. */
export interface Undo {
  state: Session['state']
  offset: number
  steps: Step[]
  at: number
}

/** A massage under way. `offset`: place on the time line at `since`; lead-in first. */
export interface Session {
  id: string
  product: string
  state: 'ready' | 'running' | 'paused' | 'finished'
  part: Part
  steps: Step[]
  leadInMs: number
  paceMs: number | null
  offset: number
  since: number
  massagedMs: number
  plannedMs: number
  startedAt: number
  day: string
  advance?: 'auto' | 'manual'
  undo?: Undo[]
}

export interface Position {
  state: Session['state']
  leadIn: boolean
  leadInLeftMs: number
  step: number
  remainingMs: number
  totalRemainingMs: number
  massagedMs: number
}

export interface Cue {
  kind: 'tick' | 'start' | 'change' | 'side' | 'end' | 'pace'
  at: number
}

/** Translates: `t` one message, `tn` a counted one; `%(name)s` is replaced. */
export interface Text {
  t(message: string, values?: Record<string, string | number>): string
  tn(
    one: string,
    many: string,
    n: number,
    values?: Record<string, string | number>,
  ): string
}
