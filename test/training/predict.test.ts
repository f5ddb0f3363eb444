import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LayerNode, LoomDocument } from '../../src-core/document/schema.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import { readClasses } from '../../src-main/training/classes-file.ts'
import type { TrainerReport } from '../../src-main/training/messages.ts'
import { carryOutPrediction } from '../../src-main/training/predict.ts'
import { writeDigits } from './digits.ts'
import { small, value } from './networks.ts'
import { newFolder, only, pure, trainRun, writeRun } from './runs.ts'

const plan: Partial<Plan> = { limit: 256, batchSize: 64, epochs: 1, optimizer: 'adam', learningRate: 0.003 }

let folder: string
beforeAll(async () => void (folder = await newFolder()))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function predict(directory: string, images: string[], weights: ReportedEpoch = 'best') {
  const told: TrainerReport[] = []
  const work = { load: pure, stopping: () => false, tell: (report: TrainerReport) => void told.push(report) }
  expect(await carryOutPrediction({ type: 'predict', directory, images, weights }, work)).toEqual({
    ...{ ok: true, value: 'done' },
  })
  return only(told, 'predicted')[0]!
}

/** The network for images of another shape. */
function taking(document: LoomDocument, shape: number[]): LoomDocument {
  const image = document.nodes.image as LayerNode
  return { ...document, nodes: { ...document.nodes, image: { ...image, params: { shape } } } }
}

describe.each([
  ['as they are', small, plan],
  // Padded to 32×32 as in training, and then normalized.
  [
    'padded and normalized',
    taking(small, [32, 32, 1]),
    { ...plan, augmentation: { fit: 'crop', mean: [0.1307], deviation: [0.3081] } as Plan['augmentation'] },
  ],
])('images %s', (name, document, given) => {
  test('are taken for what validation took them for', async () => {
    const directory = join(folder, name)
    await writeRun(directory, document, given)
    expect((await trainRun(directory)).end).toEqual({ ok: true, value: 'done' })
    const { mistakes } = value(await readClasses(directory, 'last'))
    const some = mistakes.slice(0, 8)
    const paths = await writeDigits(
      directory,
      some.map(({ index }) => index),
    )
    const { images, weights } = await predict(directory, paths)
    expect(weights).toEqual({ of: 'best', epoch: 1, step: 4 })
    expect(images).toHaveLength(8)
    images.forEach((image, at) => {
      if (!('classes' in image)) throw new Error(image.unreadable.en)
      const [first] = image.classes
      expect(first!.index).toBe(some[at]!.predicted)
      expect(first!.probability).toBeCloseTo(some[at]!.confidence, 5)
      expect(image.classes).toHaveLength(5)
      expect(image.seconds).toBeGreaterThan(0)
    })

    const text = join(directory, 'text.png')
    await writeFile(text, 'no image')
    const mixed = await predict(directory, [text, paths[0]!, join(directory, 'nowhere.png')], 'last')
    expect(mixed.images).toEqual([
      { unreadable: expect.objectContaining({ en: 'it is not an image that can be read' }) },
      { classes: (images[0] as { classes: object[] }).classes, seconds: expect.any(Number) },
      { unreadable: expect.objectContaining({ en: 'the file is not there' }) },
    ])
  })
})
