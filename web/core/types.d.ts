/** The records that the core passes around. Instants are milliseconds since the epoch. */

export type Verdict = 'clear' | 'caution' | 'blocked'
export type OverallVerdict = Verdict | 'none'
export type Level = 'red' | 'orange' | 'yellow'

/** One visit. `date` and `time` are local to `timezone`; `time` is null when unknown. */
export interface Treatment {
  id: string
  product: string
  date: string
  time: string | null
  timezone: string
  zones: string[]
  note: string
}

/** What the clinic asked for; empty `zones` mean the treated zones. */
export interface Routine {
  product: string
  minutes: number
  timesADay: number
  days: number
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
}

/** A sign that something is wrong; open until `clearedAt`; empty `zones`: everywhere. */
export interface Flag {
  id: string
  sign: string
  level: Level
  zones: string[]
  at: string
  clearedAt: string | null
  clearedBy: string
}

export interface Settings {
  sound?: boolean
  clinicPhone?: string
  emergencyNumber?: string
}

/** Everything that a phone keeps. */
export interface Keepsakes {
  treatments: Treatment[]
  routines: Routine[]
  clearances: Clearance[]
  sessions: SessionRecord[]
  flags: Flag[]
  settings: Settings
}

export interface Stroke {
  hands: string
  how: string
  motion: 'circles' | 'glide'
}

export interface Zone {
  id: string
  part: 'face' | 'body'
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

export interface RoutineRule {
  minutes: number
  timesADay: number
  days: number
  leadInMs: number
  cream: string
  pressure: string
  firstDay: string
  source: string[]
}

export interface Product {
  part: 'face' | 'body'
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
}

/** What the gate looks at. */
export interface GateState {
  treatments: Treatment[]
  clearances: Clearance[]
  flags: Flag[]
  routines: Routine[]
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

/** A routine that another treatment holds back, from now on at the latest. */
export interface Conflict {
  product: string
  treatments: string[]
  zones: string[]
  until: number | null
  sessionsLost: number
  sessionsPlanned: number
}

export interface Assessment {
  verdict: OverallVerdict
  opensAt: number | null
  zones: Record<string, ZoneAssessment>
  conflict: Conflict | null
}

/** A routine on one of its days: which visit it belongs to and what it covers. */
export interface CurrentRoutine {
  routine: Routine
  treatment: Treatment
  day: number
  zones: string[]
}

export interface Step {
  zone: string
  ms: number
}

/** A massage under way. `offset`: place on the time line at `since`; lead-in first. */
export interface Session {
  id: string
  product: string
  state: 'ready' | 'running' | 'paused' | 'finished'
  steps: Step[]
  leadInMs: number
  offset: number
  since: number
  massagedMs: number
  plannedMs: number
  startedAt: number
  day: string
}

export interface Position {
  state: Session['state']
  leadIn: boolean
  step: number
  remainingMs: number
  totalRemainingMs: number
  massagedMs: number
}

export interface Cue {
  kind: 'tick' | 'start' | 'change' | 'end'
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
