import { sizeOf } from '../../src-core/graph/shape.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import { paddedSize } from '../../src-core/training/data.ts'
import { createReader } from '../data/reader.ts'
import { loadSharp } from '../data/sharp.ts'
import { buildLearned, readRunContent } from './learned.ts'
import type { ImagePrediction, TrainerOrder } from './messages.ts'
import type { Work } from './orders.ts'
import { createStepper } from './stepper.ts'

/** Classes that are told of each image, the likeliest first. */
const told = 5

/** Asks a run's network what image files show, each made ready as the run's validation images were. */
export async function carryOutPrediction(
  { directory, images: paths, weights: which }: Extract<TrainerOrder, { type: 'predict' }>,
  { load, tell, stopping }: Work,
): Promise<Result<'done' | 'stopped'>> {
  const run = await readRunContent(directory)
  if (!run.ok) return run
  const { augmentation = plain, seed, data } = run.value.plan
  const learned = await buildLearned(directory, run.value, { weights: which, load })
  if (!learned.ok) return learned
  const { network, weights } = learned.value
  const stepper = createStepper(network, {
    counts: { measure: [1] },
    log: (line) => tell({ type: 'log', line }),
  })
  const { inputShape: shape } = network
  const origin = { kind: 'files', paths, own: paddedSize(data, shape) } as const
  const read = createReader({ origin, shape, augmentation, seed, isTraining: false }, 0)
  // The network's loss is computed too and needs some class; nobody is told of it.
  const ask = async (images: Float32Array) => stepper.measure({ count: 1, images, labels: Int32Array.of(0) })
  // Libraries are loaded, and the first pass takes longer than any other: neither is in any image's time.
  await loadSharp()
  await ask(new Float32Array(sizeOf(shape)))

  const images: ImagePrediction[] = []
  for (const index of paths.keys()) {
    if (stopping()) return ok('stopped')
    const began = performance.now()
    const values = new Float32Array(sizeOf(shape))
    const [unread] = await read({ indices: [index], places: [0], epoch: 1, images: values })
    if (unread) images.push({ unreadable: unread.reason })
    else {
      const { probabilities } = await ask(values)
      images.push({ classes: likeliest(probabilities), seconds: (performance.now() - began) / 1_000 })
    }
  }
  tell({ type: 'predicted', weights, images })
  return ok('done')
}

/** Of equal ones the first; what is no number is none of them. */
function likeliest(probabilities: Float32Array) {
  return [...probabilities]
    .map((probability, index) => ({ index, probability }))
    .filter(({ probability }) => Number.isFinite(probability))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, told)
}
