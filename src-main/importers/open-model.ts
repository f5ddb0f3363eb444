import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Runs } from '../training/runs.ts'
import { cancelled } from './read-apart.ts'
import { readModel, titleOf } from './read-model.ts'

/** Opens another program's model as a new document, and keeps the weights that came with it as a run; nothing once `signal` aborts. */
export async function openModel(
  path: string,
  runs: Pick<Runs, 'adopt' | 'remove'>,
  signal?: AbortSignal,
): Promise<Result<OpenedDocument>> {
  const model = await readModel(path, signal)
  if (!model.ok) return model
  const { document, weights, notes } = model.value
  const title = titleOf(path)
  if (weights.length === 0) return ok({ document, imported: { title, notes } })
  const kept = await runs.adopt({ title, document, weights })
  // The network can be looked at all the same.
  if (!kept.ok) return ok({ document, imported: { title, notes: [kept.failure.message, ...notes] } })
  const { run } = kept.value
  if (signal?.aborted) {
    await runs.remove(run)
    return cancelled
  }
  return ok({ document, imported: { title, run, notes } })
}
