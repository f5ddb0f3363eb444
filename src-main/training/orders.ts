import type * as tfjs from '@tensorflow/tfjs'
import { analyze } from '../../src-core/graph/analyze.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import { batchesIn } from '../data/batches.ts'
import { loadData } from '../data/registry.ts'
import type { DataDescription, Dataset } from '../data/source.ts'
import { assignStart } from './assign-start.ts'
import { beginning, readCheckpoint } from './checkpoint.ts'
import { createClassKeeper } from './class-keeper.ts'
import { measure } from './measure.ts'
import { createKeeper, restore } from './keeper.ts'
import type { TrainingState } from './keeper.ts'
import type { TrainerOrder, TrainerReport } from './messages.ts'
import { buildLearned, readRunContent } from './learned.ts'
import type { RunContent } from './learned.ts'
import { objectiveOf } from './loss.ts'
import { buildNetwork } from './network.ts'
import type { Network } from './network.ts'
import { createOptimizer } from './optimizers.ts'
import { createStepper } from './stepper.ts'
import { noFigures } from './recent.ts'
import { examplesIn, train } from './train.ts'
import { checkTrainable } from './trainable.ts'

/** TensorFlow as a trainer uses it, with the device that answered. */
export interface Engine {
  tf: typeof tfjs
  /** Which TensorFlow, for the log. */
  version: string
  device: string
}

/** What an order is carried out with. */
export interface Work {
  load(): Promise<Result<Engine>>
  tell(report: TrainerReport): void
  stopping(): boolean
}

/** Trains the run in a folder, from its checkpoint where it has one. */
export async function carryOutTraining(
  { directory }: Extract<TrainerOrder, { type: 'train' }>,
  { load, tell, stopping }: Work,
): Promise<Result<'done' | 'stopped'>> {
  const log = (line: string) => tell({ type: 'log', line })
  const run = await readRun(directory)
  if (!run.ok) return run
  const { document, plan, described } = run.value
  const wanted = wantedBy(analyze(document))!
  const checkpoint = await readCheckpoint(directory)
  if (!checkpoint.ok && checkpoint.failure.code !== 'no-checkpoint') return checkpoint

  const engine = await load()
  if (!engine.ok) return engine
  const { tf, version, device } = engine.value
  log(`${version} on ${device}.`)
  if (plan.device === 'gpu' && device === 'CPU') log('No GPU answered: training on the CPU.')

  const data = await loadData(plan.data, wanted, { augmentation: plan.augmentation, seed: plan.seed })
  if (!data.ok) return data
  const examples = examplesIn({ plan, data: data.value })
  const objective = objectiveOf(plan, described.balance.train)

  const progress = beginning()
  const network = buildNetwork(tf, document, { seed: plan.seed, objective })
  if (!network.ok) return network
  const trainable = network.value.weights.filter((weight) => weight.trainable).map(({ variable }) => variable)
  const state: TrainingState = {
    plan,
    network: network.value,
    optimizer: createOptimizer(tf, plan, trainable),
    progress,
    recent: (checkpoint.ok && checkpoint.value.recent) || noFigures(),
  }
  const restored = checkpoint.ok ? restore(state, checkpoint.value) : await assignStart(network.value, directory)
  if (!restored.ok) return restored
  const stepsPerEpoch = batchesIn(examples, plan.batchSize)
  const params = countParams(network.value)
  const stepper = createStepper(network.value, {
    optimizer: state.optimizer,
    counts: {
      train: countsOf(examples, plan.batchSize),
      measure: countsOf(data.value.validation.count, plan.batchSize),
    },
    log,
  })
  const { step } = progress
  // A copy: what is noted from now on is told by itself.
  const recent = checkpoint.ok ? { recent: structuredClone(state.recent) } : {}
  tell({ type: 'ready', device, mode: stepper.mode(), stepsPerEpoch, params, step, ...recent })
  log(
    `${params} parameters; ${plan.data}: ${examples} training and ${data.value.validation.count} validation examples; ` +
      `cross-entropy from its ${network.value.outputs.map(({ id, values }) => `${values} at ${id}`).join(', ')}; ${plan.optimizer}, learning rate ${plan.learningRate}, batches of ${plan.batchSize}, ` +
      `${stepsPerEpoch} steps an epoch, ${plan.epochs} epochs, seed ${plan.seed}.`,
  )
  if (restored.value) log(`Beginning with ${restored.value} weights that it was given.`)
  if (checkpoint.ok) log(`Going on after step ${progress.step}, in epoch ${progress.epoch}.`)
  const keeper = createKeeper(directory, state, tell, checkpoint.ok ? progress.step : undefined)
  const known = described.classes
  const classes = await createClassKeeper(directory, { plan, classes: wanted.classes, known, log })
  const ended = await train({ ...state, stepper, data: data.value, keeper, classes, tell, stopping })
  for (const line of skippedLines(data.value)) log(line)
  await data.value.close()
  if (ended.ok) log(ended.value === 'done' ? 'Done.' : `Stopped after step ${progress.step}.`)
  return ended
}

/** Measures the weights in a run's folder on the validation part of a data source. */
export async function carryOutEvaluation(
  { directory, data: source, weights: which }: Extract<TrainerOrder, { type: 'evaluate' }>,
  { load, tell, stopping }: Work,
): Promise<Result<'done' | 'stopped'>> {
  const run = await readRun(directory, source)
  if (!run.ok) return run
  const { document, plan } = run.value
  const learned = await buildLearned(directory, run.value, { weights: which, load })
  if (!learned.ok) return learned
  const { network, weights } = learned.value
  const data = await loadData(source, wantedBy(analyze(document))!, { augmentation: plan.augmentation })
  if (!data.ok) return data
  const { validation } = data.value
  const stepper = createStepper(network, {
    counts: { measure: countsOf(validation.count, plan.batchSize) },
    log: (line) => tell({ type: 'log', line }),
  })
  const measured = await measure(stepper, validation, { ...plan, stopping })
  await data.value.close()
  if (!measured) return ok('stopped')
  tell({ type: 'evaluated', ...measured.figures(), examples: measured.examples(), weights })
  return ok('done')
}

/** A run's network and plan, where the network can be trained on the plan's data or on `source`, with what that holds. */
async function readRun(
  directory: string,
  source?: string,
): Promise<Result<RunContent & { described: DataDescription }>> {
  const run = await readRunContent(directory)
  if (!run.ok) return run
  const { document, plan } = run.value
  const fits = await checkTrainable({ ...document, training: source === undefined ? plan : { ...plan, data: source } })
  return fits.ok ? ok({ ...run.value, described: fits.value.data }) : fits
}

/** Images that were left out, each by name, the first hundred. */
function skippedLines({ skipped }: Dataset): string[] {
  if (skipped.length === 0) return []
  const named = skipped.slice(0, 100).map(({ name, reason }) => `  ${name}: ${reason.en}`)
  return [`${skipped.length} images could not be read and were left out:`, ...named]
}

/** How many examples the batches have: the last may have fewer. */
const countsOf = (examples: number, batchSize: number): number[] =>
  [batchSize, examples % batchSize].filter((count) => count > 0 && count <= examples)

const countParams = ({ weights }: Network) => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
