import type { LoomDocument } from '../../document/schema.ts'
import type { Analysis } from '../../graph/analysis.ts'
import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { obstacleToExport } from '../obstacle.ts'
import { programOf } from './functions.ts'
import { opsOf } from './ops.ts'
import type { FormOf, Op } from './ops.ts'
import { scopesOf } from './scopes.ts'

/** A network in the parts that source code has, in whatever language. */
interface Program<L> {
  /** Every layer, as the language makes it. */
  ops: readonly Op[]
  program: ReturnType<typeof programOf>
  /** The classes that the language lacks and the network needs. */
  own: readonly L[]
}

/** @param language how it says a layer, and the layers that have to be written out in it */
export function readProgram<L extends { callee: string }>(
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
  language: { form: FormOf; ownLayers: readonly L[] },
): Result<Program<L>> {
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const ops = opsOf(document, analysis, language.form)
  const program = programOf(document.nodes, scopesOf(document.nodes, ops, analysis.outputs))
  const own = language.ownLayers.filter(({ callee }) => ops.some((op) => op.callee === callee))
  return ok({ ops, program, own })
}
