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
import { isBuilt, layerloom } from '../cli/layerloom.ts'
import { beginTraining } from './command.ts'

const cache = process.env.LAYERLOOM_CACHE ?? resolve(import.meta.dirname, '../../.cache/layerloom')
const ready = (await createRuntime({ cache }).check()).phase === 'ready'

const conv = (name: string, filters: number) =>
  layer(name, 'conv2d', { filters, kernelSize: [3, 3], strides: [2, 2], padding: 'same', useBias: false })
const norm = (name: string) => layer(name, 'batch-normalization', { momentum: 0.9 })
const relu = (name: string) => layer(name, 'activation', { activation: 'relu' })

/** Three small convolutions for colour images of 32×32. */
const tiny = (classes: number) =>
  formatDocument({
    format: 'layerloom',
    version: documentVersion,
    ...expand(
      chain('', [
        layer('image', 'input', { shape: [32, 32, 3] }),
        ...[16, 32, 64].flatMap((filters, i) => [conv(`conv${i}`, filters), norm(`norm${i}`), relu(`relu${i}`)]),
        layer('flat', 'flatten'),
        layer('classify', 'dense', { units: classes, activation: 'softmax' }),
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
    await writeFile(network, tiny(4))
    const plan = [
      '--data',
      'shapes:count=2000',
      '--epochs',
      '6',
      '--batch',
      '32',
      '--device',
      'cpu',
      '--out',
      join(folder, 'run'),
    ]
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

test.skipIf(!ready)(
  'a head for other classes learns more on frozen weights of a file than on frozen random ones',
  { timeout: 90_000 },
  async () => {
    const file = join(folder, 'four.h5')
    const exported = await layerloom(['export', join(folder, 'run'), '--to', 'h5-weights', '-o', file])
    expect(exported.code, exported.err).toBe(0)
    const network = join(folder, 'three.loom')
    await writeFile(network, tiny(3))
    const plan = ['--data', 'shapes:classes=3,count=600,seed=9', '--epochs', '1', '--batch', '16', '--device', 'cpu']
    const train = async (...more: string[]) => {
      const asked = [network, ...plan, '--freeze', 'all-but-head', ...more]
      const { ended, events } = beginTraining(asked, { LAYERLOOM_CACHE: cache, LAYERLOOM_DATA: folder })
      const { code, err } = await ended
      expect({ code, err }).toMatchObject({ code: 0 })
      const { metrics } = events.at(-1)!
      return { events, accuracy: (metrics as { validation: { accuracy: number } }).validation.accuracy }
    }
    const [transferred, alone] = [await train('--from', file), await train()]
    expect(transferred.events[0]).toMatchObject({
      event: 'weights',
      byName: 6,
      byOrder: 0,
      anew: [{ layer: 'classify', reason: 'Its kernel is 1024×3, the file’s is 1024×4.' }],
      frozen: 6,
    })
    expect(transferred.accuracy).toBeGreaterThan(alone.accuracy + 0.1)
  },
)
