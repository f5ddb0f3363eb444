import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatDocument } from '../../src-core/document/file.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import { chain, layer } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { createRuntime } from '../../src-main/runtime/runtime.ts'
import { isBuilt } from '../cli/layerloom.ts'
import { beginTraining } from './command.ts'

const cache = process.env.LAYERLOOM_CACHE ?? resolve(import.meta.dirname, '../../.cache/layerloom')
const ready = (await createRuntime({ cache }).check()).phase === 'ready'

const conv = (name: string, filters: number) =>
  layer(name, 'conv2d', { filters, kernelSize: [3, 3], strides: [2, 2], padding: 'same', useBias: false })
const norm = (name: string) => layer(name, 'batch-normalization', { momentum: 0.9 })
const relu = (name: string) => layer(name, 'activation', { activation: 'relu' })

/** Three small convolutions for colour images of 32×32 in four classes. */
const tiny = formatDocument({
  format: 'layerloom',
  version: documentVersion,
  ...expand(
    chain('', [
      layer('image', 'input', { shape: [32, 32, 3] }),
      ...[16, 32, 64].flatMap((filters, i) => [conv(`conv${i}`, filters), norm(`norm${i}`), relu(`relu${i}`)]),
      layer('flat', 'flatten'),
      layer('classify', 'dense', { units: 4, activation: 'softmax' }),
    ]),
  ),
  layout: {},
  training: Plan.parse({}),
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-shapes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.skipIf(!ready)(
  'a small network learns to tell drawn shapes that it has not seen',
  { timeout: 60_000 },
  async () => {
    expect(isBuilt, 'run npm run build first').toBe(true)
    const network = join(folder, 'tiny.loom')
    await writeFile(network, tiny)
    const plan = ['--data', 'shapes:count=2000', '--epochs', '6', '--batch', '32', '--device', 'cpu']
    const { ended, events } = beginTraining([network, ...plan], { LAYERLOOM_CACHE: cache, LAYERLOOM_DATA: folder })
    const { code, err } = await ended
    expect({ code, err }).toMatchObject({ code: 0 })
    const { event, metrics } = events.at(-1)!
    expect(event).toBe('done')
    const { validation } = metrics as { validation: { accuracy: number } }
    // One of four is right by chance; of 200 held out images 0.4 is five standard deviations above that.
    expect(validation.accuracy).toBeGreaterThan(0.4)
  },
)
