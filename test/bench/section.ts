/** One line of the table: what was measured, each time that it was. */
export interface Measure {
  what: string
  unit: 'ms' | 's' | 'MiB' | '×'
  values: number[]
  /** What it should stay under, in `unit`. */
  limit?: number
  /** The `what` of the measure that it is held against. */
  peer?: string
}

/** Something to measure; `npm run bench -- name` chooses it. */
export interface Section {
  name: string
  title: string
  /** Whether it measures the built app. */
  needsBuild?: true
  run(): Promise<Outcome>
}

/** What was measured and what should be known about it, or why it cannot be measured here. */
export type Outcome = { measures: Measure[]; notes?: string[] } | { cannot: string }
