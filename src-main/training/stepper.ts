import type * as tfjs from '@tensorflow/tfjs'
import type { Batch } from '../data/batches.ts'
import { backendOf, types } from './graph-step/binding.ts'
import type { TensorSpec } from './graph-step/binding.ts'
import { compile } from './graph-step/compile.ts'
import type { FusedRecording } from './graph-step/fuse.ts'
import { openSession } from './graph-step/session.ts'
import type { Session } from './graph-step/session.ts'
import type { Network } from './network.ts'
import type { Optimizer, Scalars, StepPlace } from './optimizers.ts'
import { measureBatch, measureOn, readFigures, readMeasured, stepOn, tensorsOf, trainStep } from './step.ts'
import type { Figures } from './step.ts'
import type { Measured } from './tally.ts'

/** Takes the steps of a network: as one graph of TensorFlow's where that can be, else operation by operation. */
export interface Stepper {
  network: Network
  /** How steps are taken from now on. */
  mode(): 'graph' | 'eager'
  /** One training step. */
  train(batch: Batch, place: StepPlace): Promise<Figures>
  /** What the network gives for a batch with the weights as they are. */
  measure(batch: Batch): Promise<Measured>
  /** Frees what TensorFlow holds; the network's variables have their values. */
  close(): void
}

interface Options {
  /** Nothing where the network is only measured. */
  optimizer?: Optimizer
  /** How many examples a batch is going to have: what is known beforehand is made ready at once. */
  counts?: { train?: readonly number[]; measure?: readonly number[] }
  /** Is told, once, why there is no graph. */
  log(line: string): void
}

/** Graphs take time to make and memory to keep: batches of rarer sizes are computed operation by operation. */
const mostGraphs = 8

export function createStepper(network: Network, { optimizer, counts = {}, log }: Options): Stepper {
  const graph = createGraph(network, optimizer)
  let isGraph = false
  attempt(() => {
    if (!graph) throw new Error('there is no TensorFlow beneath this tfjs')
    if (optimizer) for (const count of new Set(counts.train)) graph.prepare('train', count)
    for (const count of new Set(counts.measure)) graph.prepare('measure', count)
  })

  /** What cannot be made a graph of is computed operation by operation from then on. */
  function attempt(prepare: () => void): void {
    try {
      prepare()
      isGraph = true
    } catch (error) {
      isGraph = false
      graph?.close()
      const reason = (error as Error).message
      log(`Steps are taken one operation at a time, which is slower: the step cannot be recorded, because ${reason}.`)
    }
  }

  /** Whether there is a graph for this. */
  function prepared(what: 'train' | 'measure', count: number): boolean {
    if (isGraph && graph!.canPrepare(what, count)) attempt(() => graph!.prepare(what, count))
    return isGraph && graph!.has(what, count)
  }

  return {
    network,
    mode: () => (isGraph ? 'graph' : 'eager'),
    async train(batch, place) {
      if (!optimizer) throw new Error('A network without an optimizer is not trained.')
      return prepared('train', batch.count)
        ? graph!.train(batch, place)
        : trainStep(network, optimizer, { batch, ...place })
    },
    async measure(batch) {
      return prepared('measure', batch.count) ? graph!.measure(batch) : measureBatch(network, batch)
    },
    close: () => graph?.close(),
  }
}

/** A network's functions as graphs, one for every number of examples, in one session with its variables. */
function createGraph(network: Network, optimizer: Optimizer | undefined) {
  const { tf } = network
  const backend = backendOf(tf)
  if (!backend) return undefined
  const recordings = new Map<string, FusedRecording>()
  let session: Session | undefined

  const batchSpecs = (count: number): { images: TensorSpec; labels: TensorSpec } => ({
    images: { shape: [count, ...network.inputShape], dtype: types.float },
    labels: { shape: [count], dtype: types.int32 },
  })

  function compileStep(name: string, count: number): FusedRecording {
    const names = Object.keys(optimizer!.scalars({ learningRate: 0, step: 1 }))
    const scalars = Object.fromEntries(names.map((one) => [`scalar_${one}`, { shape: [], dtype: types.float }]))
    return compile(tf, backend!, {
      name,
      inputs: { ...batchSpecs(count), step: { shape: [], dtype: types.int32 }, ...scalars },
      run({ images, labels, step, ...fed }, time) {
        network.clock.step = time
        const given = Object.entries(fed).map(([key, value]) => [key.replace('scalar_', ''), value])
        const at = { images, labels, step, scalars: Object.fromEntries(given) as Scalars }
        return [stepOn(network, optimizer!, at as Parameters<typeof stepOn>[2])]
      },
    })
  }

  const compileMeasure = (name: string, count: number): FusedRecording =>
    compile(tf, backend, {
      name,
      inputs: batchSpecs(count),
      run: ({ images, labels }) => [measureOn(network, { images, labels: labels as tfjs.Tensor1D })],
    })

  function run(name: string, inputs: tfjs.Tensor[]): tfjs.Tensor {
    session ??= openSession(tf, backend!, [...recordings.values()])
    const [figures] = session.run(recordings.get(name)!, inputs)
    tf.dispose(inputs)
    return figures!
  }

  const has = (what: 'train' | 'measure', count: number) => recordings.has(`${what}_${count}`)

  return {
    has,
    canPrepare: (what: 'train' | 'measure', count: number) => has(what, count) || recordings.size < mostGraphs,
    prepare(what: 'train' | 'measure', count: number): void {
      const name = `${what}_${count}`
      if (recordings.has(name)) return
      session?.close()
      session = undefined
      recordings.set(name, what === 'train' ? compileStep(name, count) : compileMeasure(name, count))
    },
    train(batch: Batch, place: StepPlace): Promise<Figures> {
      const { images, labels } = tensorsOf(network, batch)
      const scalars = Object.values(optimizer!.scalars(place)).map((value) => tf.scalar(value))
      return readFigures(run(`train_${batch.count}`, [images, labels, tf.scalar(place.step, 'int32'), ...scalars]))
    },
    measure(batch: Batch): Promise<Measured> {
      const { images, labels } = tensorsOf(network, batch)
      return readMeasured(run(`measure_${batch.count}`, [images, labels]))
    },
    close(): void {
      session?.close()
      session = undefined
    },
  }
}
