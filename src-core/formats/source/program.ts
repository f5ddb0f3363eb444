import type { LoomDocument } from '../../document/schema.ts'
import type { Analysis } from '../../graph/analysis.ts'
import { obstacle } from '../../graph/problem.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
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
  const error = obstacle(analysis.problems)
  if (error) {
    return fail('network-has-problems', error.message, {
      en: 'Mend the problems of the network, then export it.',
      zh: '请先修正网络中的问题，再导出。',
    })
  }
  const ops = opsOf(document, analysis, language.form)
  const program = programOf(document.nodes, scopesOf(document.nodes, ops, analysis.outputs))
  const own = language.ownLayers.filter(({ callee }) => ops.some((op) => op.callee === callee))
  return ok({ ops, program, own })
}
