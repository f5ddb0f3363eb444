import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { ClassReport } from '../../src-core/training/classes.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { exportRun } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { writeCheckpoint } from '../../src-main/training/checkpoint.ts'
import { writeClasses } from '../../src-main/training/classes-file.ts'
import { ownProcess } from '../../src-main/training/owner.ts'
import { createRunFolder } from '../../src-main/training/store.ts'
import { open, value } from '../networks/open.ts'

const document = open('lenet', { classes: 3, channels: 3, inputSize: 32 })
const plan = Plan.parse({ data: 'shapes', augmentation: { fit: 'stretch', mean: [0.4, 0.5, 0.6] } })
const validation = { loss: 0.25, accuracy: 0.9 }
const report: ClassReport = {
  ...{ epoch: 1, step: 5, examples: 30, validation, cells: [], mistakes: [] },
  classes: [
    { en: 'circle', zh: '圆' },
    { en: 'square', zh: '方' },
    { en: 'star', zh: '星' },
  ],
  figures: [0.9, 0.8, 0.7].map((f1) => ({ precision: 0.5, recall: 0.6, f1, support: 10 })),
}

const progress = {
  ...{ step: 5, epoch: 1, batches: 0, sums: { examples: 0, loss: 0, correct: 0, seconds: 0 } },
  ...{ watch: { waited: 0, waitedForDecay: 0, reductions: 0 }, firstLoss: 1, highSteps: 0 },
}

let folder: string
let directory: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-run-export-'))
  directory = join(folder, 'run')
  const summary: RunSummary = {
    ...{ id: 'run', directory, title: 'Shapes', startedAt: Date.UTC(2026, 2, 1, 12), plan },
    ...{ state: { phase: 'done' }, params: analyze(document).blocks.get('')!.trainable, exportable: true },
    lastEpoch: {
      ...{ epoch: 1, step: 5, loss: 0.5, metrics: { accuracy: 0.8 }, validation, seconds: 1, examplesPerSecond: 9 },
    },
  }
  value(await createRunFolder(summary, document, { owner: ownProcess(), mayExist: false }))
  const weights = randomWeights(document, 1).map((weight) => ({ ...weight, read: () => weight.data }))
  value(await writeCheckpoint(directory, { progress, optimizer: 'sgd', weights, slots: [] }))
  await writeClasses(directory, 'last', report)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each<[ExportFormat, string, string]>([
  ['keras', 'net.keras', 'batch, height, width, channels'],
  ['h5', 'whole.h5', 'batch, height, width, channels'],
  ['tfjs', 'web', 'batch, height, width, channels'],
  ['onnx', 'anywhere.onnx', 'batch, channels, height, width'],
])('beside %s stands how it is used', async (format, name, axes) => {
  value(await exportRun({ directory, format, path: join(folder, name) }))
  const beside = join(folder, `${name.split('.')[0]}.usage.json`)
  expect(JSON.parse(await readFile(beside, 'utf8'))).toEqual({
    inputs: [
      {
        ...{ name: 'input', height: 32, width: 32, channels: 3, colours: 'red, green, blue', axes },
        ...{ fit: 'stretch', resizedTo: { height: 32, width: 32 }, filter: 'bilinear, antialiased', scale: 1 / 255 },
        ...{ mean: [0.4, 0.5, 0.6], deviation: [1] },
      },
    ],
    outputs: [{ name: 'classifier_predictions', values: 3, activation: 'softmax' }],
    labels: ['circle', 'square', 'star'],
  })
})

test('a run that kept its best weights is exported with them, or with the last ones', async () => {
  const best = join(folder, 'kept')
  await cp(directory, best, { recursive: true })
  const weights = randomWeights(document, 2).map((weight) => ({ ...weight, read: () => weight.data }))
  const kept = { ...progress, step: 3, epoch: 2 }
  value(await writeCheckpoint(best, { progress: kept, optimizer: 'sgd', weights, slots: [] }, 'best.bin'))
  const written = async (options: object) => {
    const path = join(folder, 'kept.h5')
    const { weights: origin } = value(await exportRun({ directory: best, format: 'h5', path, ...options }))
    return { origin, bytes: await readFile(path) }
  }
  const own = await written({})
  expect(own.origin).toEqual({ of: 'best', epoch: 2, step: 3 })
  const last = await written({ weights: 'last' })
  expect(last.origin).toEqual({ of: 'last', epoch: 1, step: 5 })
  expect(last.bytes.equals(own.bytes)).toBe(false)
  const none = value(await exportRun({ directory, format: 'h5', path: join(folder, 'none.h5') }))
  expect(none.weights).toEqual(last.origin)
  expect((await readFile(none.path)).equals(last.bytes)).toBe(true)
})

test('beside source code stands nothing', async () => {
  value(await exportRun({ directory, format: 'python', path: join(folder, 'source.py') }))
  expect((await readdir(folder)).filter((name) => name.startsWith('source'))).toEqual(['source.py'])
})

test.each([
  [
    'en',
    ['# LeNet-5', 'on 2026-03-01', '| Accuracy | 90.00% |', '| square | 50.00% | 60.00% | 80.00% | 10 |', '2. star'],
  ],
  ['zh', ['于 2026-03-01 训练', '| 准确率 | 90.00% |', '| 方 | 50.00% | 60.00% | 80.00% | 10 |', '2. 星']],
] as const)('the card of a run in %s', async (locale, texts) => {
  const path = join(folder, `${locale}.md`)
  value(await exportRun({ directory, format: 'card', path, locale }))
  const card = await readFile(path, 'utf8')
  for (const text of texts) expect(card).toContain(text)
  expect(card).toContain(`](${locale}.figure.svg)`)
  expect(await readFile(join(folder, `${locale}.figure.svg`), 'utf8')).toContain('28×28×6')
})
