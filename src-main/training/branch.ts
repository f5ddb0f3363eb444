import { basename } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { isFrozen } from '../../src-core/graph/frozen.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { carryOver } from '../../src-core/training/carry-over.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { RunOrigin, RunSummary } from '../../src-core/training/run.ts'
import { readGivenWeights } from '../importers/weights-file.ts'
import { beginning, writeCheckpoint } from './checkpoint.ts'
import { files, readRunDocument } from './store.ts'
import { readLearned } from './weights.ts'
import type { LayerWeight } from './weights.ts'

/** Where weights to begin with lie: in a run, or in a file of Keras's. */
export type WeightsSource = { run: RunSummary } | { file: string }

/** Which layers of a network would begin with weights of a run or a file. */
export async function carriedFrom(source: WeightsSource, document: LoomDocument): Promise<Result<CarryOver>> {
  if ('file' in source) {
    const given = await readGivenWeights(source.file, document)
    return given.ok ? ok(given.value.carried) : given
  }
  const { run } = source
  const old = await readRunDocument(run.directory)
  if (!old.ok) return old
  const carried = carryOver(old.value, document)
  // How images were prepared for a model that was imported, its file does not say.
  const isKnown = run.state.phase !== 'imported' && carried.kept.length > 0
  const { mean, deviation } = run.plan.augmentation ?? plain
  return ok({ ...carried, ...(isKnown && { trainedOn: { title: run.title, mean, deviation } }) })
}

/** What a run is given to begin with. */
export interface Branch {
  origin: RunOrigin
  /** Puts the weights into the new run's folder, under the names that its layers have. */
  write(directory: string): Promise<Result<void>>
}

/** The weights of a run or a file, as far as they fit a network: it keeps them, whatever becomes of their source later. */
export async function branchFrom(
  source: WeightsSource,
  document: LoomDocument,
  which: ReportedEpoch = 'last',
): Promise<Result<Branch>> {
  const begun = await ('run' in source ? fromRun(source.run, document, which) : fromFile(source.file, document))
  if (!begun.ok) return begun
  const { origin, anew, weights } = begun.value
  if (origin.kept === 0) return nothingFits(origin)
  const stuck = anew.filter((layer) => isFrozen(document, layer))
  if (stuck.length > 0) return frozenAtRandom(origin, stuck)
  const start = {
    progress: beginning(),
    optimizer: document.training.optimizer,
    weights: weights.map(({ layer, name, shape, data }) => ({ layer, name, shape, read: () => data })),
    slots: [],
  }
  return ok({ origin, write: (directory) => writeCheckpoint(directory, start, files.start) })
}

interface Begun {
  origin: RunOrigin
  /** Layers that nothing fits. */
  anew: string[]
  weights: LayerWeight[]
}

async function fromRun(run: RunSummary, document: LoomDocument, which: ReportedEpoch): Promise<Result<Begun>> {
  const carried = await carriedFrom({ run }, document)
  if (!carried.ok) return carried
  const { kept } = carried.value
  const anew = carried.value.anew.map(({ layer }) => layer)
  const origin = { run: run.id, title: run.title, kept: kept.length, anew: anew.length }
  if (kept.length === 0) return ok({ origin, anew, weights: [] })
  const learned = await readLearned(run.directory, which)
  if (!learned.ok) return learned
  const { progress, weights: theirs } = learned.value.checkpoint
  const weights = kept.flatMap(({ layer, from, weights }) =>
    theirs
      .filter((weight) => weight.layer === from && weights.includes(weight.name))
      .map((weight) => ({ ...weight, layer })),
  )
  return ok({ origin: { ...origin, step: progress.step }, anew, weights })
}

async function fromFile(file: string, document: LoomDocument): Promise<Result<Begun>> {
  const given = await readGivenWeights(file, document)
  if (!given.ok) return given
  const { carried, weights } = given.value
  const origin = { file, title: basename(file), kept: carried.kept.length, anew: carried.anew.length }
  return ok({ origin, anew: carried.anew.map(({ layer }) => layer), weights })
}

const nothingFits = ({ title }: RunOrigin) =>
  fail(
    'nothing-fits',
    {
      en: `No layer of this network has weights of the shape and place of any in “${title}”.`,
      zh: `该网络没有任何一层的权重与“${title}”相符。`,
    },
    { en: 'Choose other weights, or train it anew.', zh: '请选择其他权重，或从头训练。' },
  )

/** The network was changed after its layers were frozen. */
function frozenAtRandom({ title }: RunOrigin, [first, ...others]: readonly string[]) {
  const more = others.length
  return fail(
    'frozen-at-random',
    {
      en: `“${first}”${more > 0 ? ` and ${more} more` : ''} ${more > 0 ? 'are' : 'is'} frozen, but “${title}” has no weights that fit: what it begins with at random would stay.`,
      zh: `“${first}”${more > 0 ? `等 ${more + 1} 层` : ''}已冻结，但“${title}”中没有与之相符的权重，只能一直保持随机的初始值。`,
    },
    {
      en: 'Let it be trained, or choose the weights again for the network as it is now.',
      zh: '请取消冻结，或针对当前的网络重新选择权重。',
    },
  )
}
