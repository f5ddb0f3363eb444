import type { LoomDocument } from '../../src-core/document/schema.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { carryOver } from '../../src-core/training/carry-over.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { RunOrigin, RunSummary } from '../../src-core/training/run.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Network } from './network.ts'
import { files, readRunDocument } from './store.ts'
import { readLearned } from './weights.ts'

/** Which weights of a run a network would begin with. */
export async function carriedFrom({ directory }: RunSummary, document: LoomDocument): Promise<Result<CarryOver>> {
  const old = await readRunDocument(directory)
  return old.ok ? ok(carryOver(old.value, document)) : old
}

/** What a run is given to begin with. */
export interface Branch {
  origin: RunOrigin
  /** Puts the weights into the new run's folder, under the names that its layers have. */
  write(directory: string): Promise<Result<void>>
}

/** The weights of a run, as far as they fit another network: it keeps them, whatever becomes of the run later. */
export async function branchFrom(
  run: RunSummary,
  document: LoomDocument,
  which: ReportedEpoch = 'last',
): Promise<Result<Branch>> {
  const carried = await carriedFrom(run, document)
  if (!carried.ok) return carried
  const { kept, anew } = carried.value
  if (kept.length === 0) return nothingFits(run)
  const learned = await readLearned(run.directory, which)
  if (!learned.ok) return learned
  const { progress, optimizer, weights: theirs } = learned.value.checkpoint
  const weights = kept.flatMap(({ layer, from, weights }) =>
    theirs
      .filter((weight) => weight.layer === from && weights.includes(weight.name))
      .map(({ name, shape, data }) => ({ layer, name, shape, read: () => data })),
  )
  return ok({
    origin: { run: run.id, title: run.title, step: progress.step, kept: kept.length, anew: anew.length },
    write: (directory) => writeCheckpoint(directory, { progress, optimizer, weights, slots: [] }, files.start),
  })
}

/** Gives a new network the weights that its run's folder holds for the start; says how many there were. */
export async function assignStart({ tf, weights }: Network, directory: string): Promise<Result<number>> {
  const start = await readCheckpoint(directory, { slots: false, name: files.start })
  if (!start.ok) return start.failure.code === 'no-checkpoint' ? ok(0) : start
  const key = ({ layer, name }: { layer: string; name: string }) => JSON.stringify([layer, name])
  const variables = new Map(weights.map((weight) => [key(weight), weight.variable]))
  for (const given of start.value.weights) {
    const tensor = tf.tensor(given.data, given.shape)
    variables.get(key(given))?.assign(tensor)
    tensor.dispose()
  }
  return ok(start.value.weights.length)
}

const nothingFits = ({ title }: RunSummary) =>
  fail(
    'nothing-fits',
    {
      en: `No layer of this network has weights of the same name and shape as “${title}”.`,
      zh: `该网络没有任何一层的权重与“${title}”的名称和形状相同。`,
    },
    { en: 'Train it anew instead.', zh: '请改为从头训练。' },
  )
