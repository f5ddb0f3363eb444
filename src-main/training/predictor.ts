import { sizeOf } from '../../src-core/graph/shape.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { paddedSize } from '../../src-core/training/data.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { createReader } from '../data/reader.ts'
import { loadSharp } from '../data/sharp.ts'
import type { Origin } from '../data/source.ts'
import { buildLearned, readRunContent } from './learned.ts'
import type { RunContent } from './learned.ts'
import type { Network } from './network.ts'
import type { Work } from './orders.ts'
import { createStepper } from './stepper.ts'
import { isImported } from './store.ts'

/** Classes that are told of each image, the likeliest first. */
const told = 5

export interface Predicted {
  classes: { index: number; probability: number }[]
  /** From the file to the probabilities. */
  seconds: number
  /** As {@link Predictor.read} gave them. */
  values: Float32Array
}

/** A run's network that is ready to be asked what images show. An image is the path of a file, or what a file holds. */
export interface Predictor {
  run: RunContent
  network: Network
  /** Which of the run's weights it has. */
  weights: WeightsOrigin
  /** An image as the network takes it, made ready as the run's validation images were; or why it cannot be read. */
  read(image: string | Uint8Array): Promise<{ values: Float32Array } | { unreadable: Text }>
  /** The likeliest classes of an image, with what the network was given, timed from the file. */
  predict(image: string | Uint8Array): Promise<Predicted | { unreadable: Text }>
  /** Frees what TensorFlow holds. */
  close(): void
}

/** Builds the network of the run in a folder and computes with it once, which takes longer than any image will. */
export async function openPredictor(
  directory: string,
  { weights: which, load, log }: { weights: ReportedEpoch; load: Work['load']; log(line: string): void },
): Promise<Result<Predictor>> {
  const run = await readRunContent(directory)
  if (!run.ok) return run
  const { augmentation = plain, seed, data } = run.value.plan
  const learned = await buildLearned(directory, run.value, { weights: which, load })
  if (!learned.ok) return learned
  const { network, weights } = learned.value
  const stepper = createStepper(network, { counts: { measure: [1] }, log })
  const { inputShape: shape } = network
  // The data of an imported model's plan is not what it was trained on.
  const own = isImported(directory) ? undefined : paddedSize(data, shape)
  // The network's loss is computed too and needs some class; nobody is told of it.
  const ask = async (images: Float32Array) => stepper.measure({ count: 1, images, labels: Int32Array.of(0) })
  // Libraries are loaded, and the first pass takes longer than any other: neither is in any image's time.
  await loadSharp()
  await ask(new Float32Array(sizeOf(shape)))

  async function read(image: string | Uint8Array): Promise<{ values: Float32Array } | { unreadable: Text }> {
    const origin: Origin =
      typeof image === 'string' ? { kind: 'files', paths: [image], own } : { kind: 'encoded', files: [image], own }
    const reader = createReader({ origin, shape, augmentation, seed, isTraining: false })
    const values = new Float32Array(sizeOf(shape))
    const [unread] = await reader({ indices: [0], places: [0], epoch: 1, images: values })
    return unread ? { unreadable: unread.reason } : { values }
  }

  return ok({
    run: run.value,
    network,
    weights,
    read,
    async predict(image) {
      const began = performance.now()
      const input = await read(image)
      if ('unreadable' in input) return input
      const { probabilities } = await ask(input.values)
      const seconds = (performance.now() - began) / 1_000
      return { classes: likeliest(probabilities), seconds, values: input.values }
    },
    close() {
      stepper.close()
      network.model.dispose()
    },
  })
}

/** Of equal ones the first; what is no number is none of them. */
function likeliest(probabilities: Float32Array) {
  return [...probabilities]
    .map((probability, index) => ({ index, probability }))
    .filter(({ probability }) => Number.isFinite(probability))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, told)
}
