import { setImmediate } from 'node:timers/promises'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { EpochMetrics, Validation } from '../../src-core/training/metrics.ts'
import { learningRateAt, reduced } from '../../src-core/training/schedule.ts'
import { watchEpoch } from '../../src-core/training/watch.ts'
import { batchesIn, createBatches } from '../data/batches.ts'
import type { Batch, Batches } from '../data/batches.ts'
import { shuffled } from '../data/shuffle.ts'
import type { Dataset } from '../data/source.ts'
import { epochBeginning } from './checkpoint.ts'
import type { Progress } from './checkpoint.ts'
import type { ClassKeeper } from './class-keeper.ts'
import { measure } from './measure.ts'
import { diagnose } from './diagnose.ts'
import { hasExploded } from './explosion.ts'
import { diverged, nothingReadable } from './failures.ts'
import type { Divergence } from './failures.ts'
import type { Keeper, TrainingState } from './keeper.ts'
import type { TrainerReport } from './messages.ts'
import { noteEpoch, noteStep } from './recent.ts'
import { createStepReports } from './step-reports.ts'
import type { Stepper } from './stepper.ts'

export interface Training extends TrainingState {
  data: Dataset
  stepper: Stepper
  keeper: Keeper
  classes: ClassKeeper
  tell(report: TrainerReport): void
  /** Whether it is to end after the step that it is in. */
  stopping(): boolean
}

/** How many training examples an epoch goes through. */
export const examplesIn = ({ plan, data }: Pick<Training, 'plan' | 'data'>): number =>
  Math.min(plan.limit ?? Infinity, data.train.count)

/** Trains from where the progress stands to the end of its plan, or until it is stopped. */
export async function train(training: Training): Promise<Result<'done' | 'stopped'>> {
  const { progress, keeper } = training
  let reading = readEpoch(training, progress.epoch)
  while (!isOver(training)) {
    const trained = await trainEpoch(training, reading)
    if (!trained.ok) return trained
    reading = readEpoch(training, progress.epoch + 1)
    const isStopping = training.stopping()
    // Its first batch is there when validation is done.
    if (!isStopping && !isLast(training)) reading.begin()
    const tally = isStopping ? undefined : await validate(training)
    if (!tally) return end(training, 'stopped')
    await training.classes.keep(tally, progress)
    tellEpoch(training, tally.figures(), trained.value)
    const goesOn = await judgeEpoch(training, tally.figures())
    Object.assign(progress, epochBeginning(progress.epoch + 1))
    if (!goesOn || isOver(training)) break
    const kept = await keeper.keep()
    if (!kept.ok) return kept
  }
  return end(training, 'done')
}

/** Whether all that the plan asks for is done. An epoch that was cut short by the number of steps is validated too. */
const isOver = ({ plan, progress }: Training): boolean =>
  plan.steps === undefined ? progress.epoch > plan.epochs : progress.step >= plan.steps && progress.batches === 0

const isLast = ({ plan, progress }: Training): boolean =>
  plan.steps === undefined ? progress.epoch >= plan.epochs : progress.step >= plan.steps

/** An epoch's batches, from where the progress stands in it. */
function readEpoch(training: Training, epoch: number): Batches {
  const { plan, data, progress } = training
  const order = shuffled(examplesIn(training), { seed: plan.seed, epoch })
  const from = epoch === progress.epoch ? progress.batches : 0
  return createBatches(data.train, { order, batchSize: plan.batchSize, epoch, from })
}

/** Keeps the weights where they are the best, and says whether the run goes on. */
async function judgeEpoch({ plan, progress, keeper, tell }: Training, validation: Validation): Promise<boolean> {
  const { epoch } = progress
  const { watch, isBest, lowered, stop } = watchEpoch(plan, progress.watch, { epoch, validation })
  progress.watch = watch
  if (isBest && plan.keepBest) await keeper.keepBest()
  if (lowered) {
    const rate = reduced(plan, watch.reductions)
    tell({ type: 'log', line: `Learning rate ${rate}: validation ${plan.monitor} has not improved for a while.` })
  }
  if (stop) {
    const line = `Validation ${plan.monitor} has not improved for ${watch.waited} epochs: stopping early, best at epoch ${watch.best?.epoch}.`
    tell({ type: 'log', line })
  }
  return !stop
}

async function end({ keeper }: Training, how: 'done' | 'stopped'): Promise<Result<'done' | 'stopped'>> {
  const kept = await keeper.keepLast()
  return kept.ok ? ok(how) : kept
}

/** Takes the steps of an epoch that are left, until it is stopped; gives back for how many seconds it waited for data. */
async function trainEpoch(training: Training, reading: Batches): Promise<Result<number>> {
  const { plan, stepper, data, progress, keeper, tell, stopping } = training
  const batches = batchesIn(examplesIn(training), plan.batchSize)
  if (progress.batches >= batches) return ok(0)
  tell({ type: 'phase', phase: 'training' })
  const reports = createStepReports(tell)
  let batch: Batch | undefined
  while (progress.batches < batches && progress.step < (plan.steps ?? Infinity) && !stopping()) {
    const began = performance.now()
    batch = await reading.next(batch)
    if (batch.count === 0) return nothingReadable(plan.data)
    const nextStep = { step: progress.step + 1, stepsPerEpoch: batches, reductions: progress.watch.reductions }
    const learningRate = learningRateAt(plan, nextStep)
    const { loss, correct } = await stepper.train(batch, { step: nextStep.step, learningRate })
    // Lets a message in.
    await setImmediate()
    const seconds = (performance.now() - began) / 1_000
    advance(progress, { examples: batch.count, loss, correct, seconds })
    const { step, epoch } = progress
    const figures = { step, epoch, loss, accuracy: correct / batch.count }
    reports.add(figures)
    noteStep(training.recent, figures)
    const isLost = !Number.isFinite(loss) || hasExploded(progress, loss)
    const kept = isLost ? await lost(training, { loss, step, epoch, learningRate }, batch) : await keeper.keepIfDue()
    if (!kept.ok) {
      reports.flush()
      return kept
    }
  }
  if (batch) data.train.giveBack(batch)
  reports.flush()
  if (data.train.ahead > 0) tell({ type: 'log', line: waitedLine(progress, reading.waited()) })
  return ok(reading.waited())
}

/** Says where a training went wrong, from the failing batch and the last weights that were kept. */
async function lost({ plan, network, keeper, tell }: Training, at: Divergence, batch: Batch) {
  const keptStep = await keeper.putBack()
  if (keptStep === undefined && batch.images.every(Number.isFinite)) return diverged(plan, at)
  try {
    return diverged(plan, { ...at, finding: await diagnose(network, batch), keptStep })
  } catch (error) {
    // A network too large for one more pass: that the loss is lost is what matters.
    tell({ type: 'log', line: `The network could not be looked through: ${(error as Error).message}` })
    return diverged(plan, at)
  }
}

const waitedLine = ({ epoch, sums }: Progress, waited: number): string =>
  `Epoch ${epoch}: waited ${waited.toFixed(2)} s for data, ${((100 * waited) / sums.seconds).toFixed(1)} % of the training time.`

/** @param figures of one batch: the mean of its loss, the number of its right answers */
function advance(progress: Progress, figures: Progress['sums']) {
  const { sums } = progress
  progress.step += 1
  progress.batches += 1
  sums.examples += figures.examples
  sums.loss += figures.loss * figures.examples
  sums.correct += figures.correct
  sums.seconds += figures.seconds
}

function validate({ plan, stepper, data, tell, stopping }: Training) {
  tell({ type: 'phase', phase: 'validating' })
  return measure(stepper, data.validation, { ...plan, stopping })
}

function tellEpoch({ data, progress, recent, tell }: Training, validation: Validation, waited: number) {
  const { epoch, step, sums } = progress
  const { examples, seconds } = sums
  const metrics: EpochMetrics = {
    epoch,
    step,
    loss: sums.loss / examples,
    metrics: { accuracy: sums.correct / examples },
    validation,
    seconds,
    examplesPerSecond: examples / seconds,
    ...(data.train.ahead > 0 && { waited }),
    ...(data.skipped.length > 0 && { skipped: data.skipped.length }),
  }
  tell({ type: 'epoch', ...metrics })
  noteEpoch(recent, metrics)
  const figures = (loss: number, accuracy: number) => `loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)}`
  const trained = figures(metrics.loss, metrics.metrics.accuracy)
  const validated = figures(validation.loss, validation.accuracy)
  const line = `Epoch ${epoch}: ${trained}; validation ${validated}; ${seconds.toFixed(1)} s of training.`
  tell({ type: 'log', line })
}
