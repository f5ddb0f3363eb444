import type { Text } from '../text.ts'

/** A command that a click can apply to mend a problem; `command` and `input` are those of `commands/`. */
export interface Fix {
  label: Text
  command: string
  input: unknown
}

/** What is wrong with a layer, without saying which: `infer` knows its own parameters, not its place in the graph. */
export interface LayerProblem {
  message: Text
  /** The parameter that the problem belongs to, if one does. */
  param?: string
  /** New values of the layer's own parameters that would mend it. */
  fix?: { label: Text; params: Record<string, unknown> }
}

/** An error keeps a network from being trained; a warning does not. */
export type Severity = 'error' | 'warning'

/** What is wrong with a graph, in words, at the node or edge it belongs to. */
export interface Problem {
  /** A stable name of the kind of problem (`cycle`, `missing-input`, …), for tests and help. */
  code: string
  severity: Severity
  message: Text
  node?: string
  edge?: string
  param?: string
  fixes: Fix[]
}

/** The severity of the worst of some problems; undefined where there are none. */
export const worstOf = (problems: readonly Pick<Problem, 'severity'>[]): Severity | undefined =>
  problems.some(({ severity }) => severity === 'error') ? 'error' : problems.length > 0 ? 'warning' : undefined

/** Errors of training alone: a network that has no other computes all the same, and can be shown and taken away. */
const ofTraining: readonly string[] = ['several-outputs', 'output-not-vector']

/** The first problem that keeps a network from being computed at all, if one does. */
export const obstacle = (problems: readonly Problem[]): Problem | undefined =>
  problems.find(({ severity, code }) => severity === 'error' && !ofTraining.includes(code))

export const problem = (
  message: Text,
  rest: Omit<LayerProblem, 'message'> = {},
): { ok: false; problem: LayerProblem } => ({ ok: false, problem: { message, ...rest } })
