import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../src-core/training/plan.ts'
import { readCheckpoint } from '../../src-main/training/checkpoint.ts'
import type { TrainerReport } from '../../src-main/training/messages.ts'
import { carryOutEvaluation } from '../../src-main/training/orders.ts'
import { writePlan } from '../../src-main/training/store.ts'
import { Plan as PlanSchema } from '../../src-core/training/plan.ts'
import { deep, lenet, small, value } from './networks.ts'
import { newFolder, only, pure, trainRun, writeRun } from './runs.ts'

/** Eight steps an epoch. */
const plan: Partial<Plan> = { limit: 512, batchSize: 64, epochs: 2, optimizer: 'adam', learningRate: 0.003 }
const stepsPerEpoch = 8

const told = (reports: readonly TrainerReport[]) => ({
  epochs: only(reports, 'epoch').map(({ epoch, step, loss, metrics, validation }) => ({
    epoch,
    step,
    loss,
    metrics,
    validation,
  })),
  steps: only(reports, 'steps').flatMap(({ steps }) => steps),
})

describe('a run', () => {
  let whole: string
  let reports: TrainerReport[]
  beforeAll(async () => {
    whole = await newFolder()
    await writeRun(whole, small, plan)
    const run = await trainRun(whole)
    expect(run.end).toEqual({ ok: true, value: 'done' })
    reports = run.reports
  })
  afterAll(() => rm(whole, { recursive: true, force: true }))

  test('tells of itself in order', () => {
    const types = reports.map(({ type }) => type).filter((type) => type !== 'log' && type !== 'steps')
    const epoch = ['phase', 'phase', 'epoch', 'checkpoint']
    expect(types).toEqual(['ready', ...epoch, ...epoch])
    expect(only(reports, 'ready')).toEqual([
      { type: 'ready', device: 'CPU', mode: 'eager', stepsPerEpoch, params: 1570, step: 0 },
    ])
    const { steps, epochs } = told(reports)
    expect(steps.map(({ step, epoch }) => [step, epoch])).toEqual(
      Array.from({ length: 16 }, (_, index) => [index + 1, index < stepsPerEpoch ? 1 : 2]),
    )
    const ofFirst = steps.slice(0, stepsPerEpoch)
    expect(epochs[0]!.loss).toBeCloseTo(ofFirst.reduce((sum, { loss }) => sum + loss, 0) / stepsPerEpoch, 6)
    expect(epochs[1]!.validation.loss).toBeLessThan(epochs[0]!.validation.loss)
  })

  test('is measured again as it was validated', async () => {
    const again: TrainerReport[] = []
    const order = { type: 'evaluate', directory: whole, data: 'mnist', weights: 'last' } as const
    const work = { load: pure, stopping: () => false, tell: (report: TrainerReport) => void again.push(report) }
    expect(await carryOutEvaluation(order, work)).toEqual({ ok: true, value: 'done' })
    expect(only(again, 'evaluated')).toEqual([
      {
        type: 'evaluated',
        ...told(reports).epochs[1]!.validation,
        examples: 10_000,
        weights: { of: 'last', epoch: 2, step: 16 },
      },
    ])
  })

  test.each([
    ['in the middle of its first epoch', 3, 3],
    ['after the last step of an epoch', stepsPerEpoch, stepsPerEpoch],
    ['while it validates', stepsPerEpoch + 5, stepsPerEpoch],
    ['in its second epoch', stepsPerEpoch + 157 + 4, stepsPerEpoch + 3],
  ])('stopped %s goes on to the same numbers', async (_name, askedTimes, step) => {
    const directory = await newFolder()
    await writeRun(directory, small, plan)
    // Asked once before the first step and after every step and every batch of validation.
    let asked = 0
    const first = await trainRun(directory, { stopping: () => asked++ >= askedTimes })
    expect(first.end).toEqual({ ok: true, value: 'stopped' })
    expect(only(first.reports, 'checkpoint').at(-1)).toEqual({ type: 'checkpoint', step })
    const second = await trainRun(directory)
    expect(second.end).toEqual({ ok: true, value: 'done' })
    expect(only(second.reports, 'ready')[0]!.step).toBe(step)

    const [one, two, both] = [told(first.reports), told(second.reports), told(reports)]
    expect([...one.steps, ...two.steps]).toEqual(both.steps)
    expect([...one.epochs, ...two.epochs]).toEqual(both.epochs)
    const [resumed, straight] = [value(await readCheckpoint(directory)), value(await readCheckpoint(whole))]
    expect(resumed.weights).toEqual(straight.weights)
    expect(resumed.slots).toEqual(straight.slots)
    await rm(directory, { recursive: true })
  })

  test('that is done goes on when its plan has more epochs', async () => {
    const directory = await newFolder()
    await writeRun(directory, small, { ...plan, epochs: 1 })
    await trainRun(directory)
    await writePlan(directory, PlanSchema.parse(plan))
    const { reports: more } = await trainRun(directory)
    expect(told(more).epochs).toEqual(told(reports).epochs.slice(1))
    await rm(directory, { recursive: true })
  })
})

describe('a run that cannot go on', () => {
  let directory: string
  beforeEach(async () => {
    directory = await newFolder()
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  test('because it diverges keeps its last good checkpoint and says what to do', async () => {
    const short = { ...plan, limit: 64, epochs: 1, optimizer: 'sgd', learningRate: 0.01 } as const
    await writeRun(directory, deep, short)
    expect((await trainRun(directory)).end.ok).toBe(true)
    const before = await readFile(join(directory, 'checkpoint.bin'))
    await writeRun(directory, deep, { ...short, limit: 640, epochs: 2, learningRate: 100 })
    const { end, reports } = await trainRun(directory)
    expect(end).toMatchObject({ ok: false, failure: { code: 'diverged' } })
    const last = told(reports).steps.at(-1)!
    expect(Number.isFinite(last.loss)).toBe(false)
    expect(!end.ok && end.failure.message.en).toContain(`at step ${last.step} (epoch 2)`)
    expect(!end.ok && end.failure.advice?.en).toContain('try 10')
    expect(!end.ok && end.failure.message.en).toMatch(
      /with a learning rate of 100\. All was finite with the weights of step 1; the largest gradient was [\d.e+-]+, at “.+”\.$/,
    )
    expect(await readFile(join(directory, 'checkpoint.bin'))).toEqual(before)
  })

  test('because the disk does not take its last weights says so', async () => {
    await writeRun(directory, small, { ...plan, limit: 64 })
    // Where a folder stands, no file can be put.
    const tell = ({ type }: TrainerReport) => (type === 'ready' ? mkdir(join(directory, 'checkpoint.bin')) : undefined)
    const { end, reports } = await trainRun(directory, { tell })
    expect(end).toMatchObject({ ok: false, failure: { code: 'is-a-folder' } })
    expect(!end.ok && end.failure.message.en).toMatch(/^The last weights could not be kept\./)
    // The refusal after the first epoch did not end it.
    expect(told(reports).epochs).toHaveLength(2)
    const lines = only(reports, 'log').map(({ line }) => line)
    expect(lines.filter((line) => line.startsWith('No checkpoint of step'))).toHaveLength(2)
  })

  test.each([
    ['other data', { data: 'imagenet' }, 'unknown-data'],
    ['another optimizer', { optimizer: 'sgd' }, 'optimizer-differs'],
  ] as const)('because its plan now says %s is told', async (_name, change, code) => {
    await writeRun(directory, small, { ...plan, limit: 64, epochs: 1 })
    await trainRun(directory, { stopping: () => true })
    await writeRun(directory, small, { ...plan, ...change })
    expect((await trainRun(directory)).end).toMatchObject({ ok: false, failure: { code } })
  })

  test('because its network was exchanged is told by the layer', async () => {
    await writeRun(directory, small, plan)
    await trainRun(directory, { stopping: () => true })
    await writeRun(directory, lenet({ inputSize: 28, edition: 'documented' }), plan)
    const { end } = await trainRun(directory)
    expect(end).toMatchObject({ ok: false, failure: { code: 'weights-do-not-fit' } })
    expect(!end.ok && end.failure.message.en).toContain('features/conv1')
  })

  test('because its folder is empty is told', async () => {
    expect((await trainRun(directory)).end).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})
