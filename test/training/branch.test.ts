import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { branchFrom, carriedFrom } from '../../src-main/training/branch.ts'
import { readCheckpoint, writeCheckpoint } from '../../src-main/training/checkpoint.ts'
import { readClasses } from '../../src-main/training/classes-file.ts'
import { small, value } from './networks.ts'
import { newFolder, only, trainRun, writeRun } from './runs.ts'

const plan: Partial<Plan> = { limit: 256, batchSize: 64, epochs: 1, learningRate: 0.003 }

/** The same network with another name for its convolution and another epsilon. */
const edited: LoomDocument = (() => {
  const text = JSON.stringify(small)
    .replaceAll('"conv"', '"stem"')
    .replaceAll('conv->', 'stem->')
    .replaceAll('->conv#', '->stem#')
  const document = JSON.parse(text) as LoomDocument
  const norm = document.nodes['norm']!
  if (norm.type === 'layer') norm.params = { ...norm.params, epsilon: 0.002 }
  return document
})()

let old: string
let run: RunSummary
beforeAll(async () => {
  old = await newFolder()
  await writeRun(old, small, plan)
  value((await trainRun(old)).end)
  run = {
    id: 'old',
    directory: old,
    title: 'Small',
    startedAt: 0,
    plan: { ...small.training, ...plan },
    state: { phase: 'done' },
    params: 1,
    exportable: true,
  }
})
afterAll(() => rm(old, { recursive: true, force: true }))

test('a branched run begins with the weights that fit, also after its own restart', async () => {
  const branch = value(await branchFrom({ run }, edited))
  expect(branch.origin).toEqual({ run: 'old', title: 'Small', step: 4, kept: 3, anew: 0 })
  const directory = await newFolder()
  // So small a step that the weights stay what they were.
  await writeRun(directory, edited, { ...plan, limit: 64, optimizer: 'sgd', learningRate: 1e-12, seed: 5 })
  value(await branch.write(directory))
  const again = await newFolder()
  await cp(directory, again, { recursive: true })
  const { reports, end } = await trainRun(directory)
  expect(end).toEqual({ ok: true, value: 'done' })
  expect(only(reports, 'log').map(({ line }) => line)).toContain('Beginning with 8 weights that it was given.')
  const [before, after] = [value(await readCheckpoint(old)), value(await readCheckpoint(directory))]
  const weightsOf = ({ weights }: typeof before, layer: string) =>
    weights.filter((one) => one.layer === layer && !one.name.startsWith('moving')).map(({ data }) => [...data])
  expect(weightsOf(after, 'stem')).toEqual(weightsOf(before, 'conv'))
  for (const layer of ['norm', 'classify']) expect(weightsOf(after, layer)).toEqual(weightsOf(before, layer))
  const repeated = await trainRun(again)
  expect(only(repeated.reports, 'steps')).toEqual(only(reports, 'steps'))
  await Promise.all([directory, again].map((folder) => rm(folder, { recursive: true })))
})

test('how images were normalized is known of a run that was trained, not of a model that was imported', async () => {
  const augmentation = { ...plain, mean: [0.5], deviation: [0.25] }
  const trained = value(await carriedFrom({ run: { ...run, plan: { ...run.plan, augmentation } } }, edited))
  expect(trained.trainedOn).toEqual({ title: 'Small', mean: [0.5], deviation: [0.25] })
  const imported = value(await carriedFrom({ run: { ...run, state: { phase: 'imported' } } }, edited))
  expect(imported.trainedOn).toBeUndefined()
})

test('a branched run begins with the best weights where they are asked for', async () => {
  const kept = value(await readCheckpoint(old, { slots: false }))
  const progress = { ...kept.progress, step: 2 }
  const weights = kept.weights.map((one) => ({ ...one, read: () => one.data.map((number) => 2 * number) }))
  const directory = await newFolder()
  await cp(old, directory, { recursive: true })
  value(await writeCheckpoint(directory, { ...kept, progress, weights, slots: [] }, 'best.bin'))
  const branch = value(await branchFrom({ run: { ...run, directory } }, edited, 'best'))
  expect(branch.origin.step).toBe(2)
  value(await branch.write(directory))
  const start = value(await readCheckpoint(directory, { slots: false, name: 'start.bin' }))
  const classify = (from: typeof start) =>
    from.weights.filter(({ layer }) => layer === 'classify').map(({ data }) => data)
  expect(classify(start)).toEqual(classify(kept).map((data) => data.map((number) => 2 * number)))
  expect(value(await branchFrom({ run }, edited)).origin.step).toBe(4)
  await rm(directory, { recursive: true })
})

test('a network that nothing fits is refused', async () => {
  const other = JSON.parse(
    JSON.stringify(small).replace('[5,5]', '[3,3]').replace('"units":10', '"units":9'),
  ) as LoomDocument
  delete other.nodes['norm']
  expect(await branchFrom({ run }, { ...other, edges: {} })).toMatchObject({ failure: { code: 'nothing-fits' } })
})

test('a layer that was frozen for weights which no longer fit is not left at random', async () => {
  const other = JSON.parse(JSON.stringify(small).replace('"units":10', '"units":9')) as LoomDocument
  const head = other.nodes['classify']!
  if (head.type === 'layer') head.frozen = true
  const refused = await branchFrom({ run }, other)
  expect(refused).toMatchObject({ failure: { code: 'frozen-at-random' } })
  expect(refused.ok ? '' : refused.failure.message.en).toMatch(
    /^“classify” is frozen, but “Small” has no weights that fit/,
  )
  if (head.type === 'layer') delete head.frozen
  expect(value(await branchFrom({ run }, other)).origin).toMatchObject({ kept: 2, anew: 1 })
})

test('how the classes were told apart is kept for the last and the best epoch', async () => {
  const report = value(await readClasses(old, 'last'))
  expect(report).toMatchObject({ epoch: 1, step: 4, examples: 10_000 })
  expect(report.classes.map(({ en }) => en)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(report.figures.reduce((sum, { support }) => sum + support, 0)).toBe(10_000)
  expect(report.mistakes[0]!.image).toMatchObject({ width: 28, height: 28, channels: 1 })
  expect(await readClasses(old, 'best')).toEqual({ ok: true, value: report })
  expect(await readClasses(join(old, 'nowhere'), 'best')).toMatchObject({ failure: { code: 'no-classes' } })
})
