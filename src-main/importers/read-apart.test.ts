import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'
import { buildWorker } from '../../test/build-worker.ts'
import { exportModel } from '../exporters/export.ts'
import { randomWeights } from '../exporters/initial-weights.ts'
import { readApart } from './read-apart.ts'
import { readModel } from './read-model.ts'
import { readGivenWeights } from './weights-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-apart-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A thread that runs a line of JavaScript in place of reading. */
async function thread(code: string) {
  const worker = join(folder, `${Math.random()}.mjs`)
  await writeFile(worker, `import { parentPort } from 'node:worker_threads'\n${code}\n`)
  return worker
}
const order = { read: 'model', path: 'a.h5', end: 'h5' } as const

describe('A thread', () => {
  test('that never answers is ended when its time is over, and says so', async () => {
    const found = await readApart(order, { worker: await thread('for (;;);'), limit: 1000 })
    expect(found).toMatchObject({
      ok: false,
      failure: {
        code: 'took-too-long',
        message: {
          en: 'a.h5 could not be read within 1 second: it is probably damaged.',
          zh: '1 秒内未能读完 a.h5：该文件可能已损坏。',
        },
      },
    })
  })

  test.each(['for (;;);', 'setInterval(() => {}, 1000)'])('is ended at once by a cancel: %s', async (code) => {
    const worker = await thread(code)
    const abort = new AbortController()
    const reading = readApart(order, { worker, signal: abort.signal })
    setTimeout(() => abort.abort(), 300)
    const begun = performance.now()
    expect(await reading).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(performance.now() - begun).toBeLessThan(1500)
  })

  test.each([
    ['fills its heap', 'for (let chain; ; ) chain = { chain, list: [chain] }'],
    ['is refused a buffer', 'throw new RangeError("Array buffer allocation failed")'],
    ['ends without an answer', 'process.exit(3)'],
  ])('that %s is a refusal', async (_, code) => {
    const found = await readApart(order, { worker: await thread(code), limit: 50_000 })
    expect(found).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } })
  })

  test('that fails by a mistake of ours throws', async () => {
    const worker = await thread('throw new TypeError("no such thing")')
    await expect(readApart(order, { worker })).rejects.toThrow('no such thing')
  })
})

describe('The thread that is built reads what is read without it:', () => {
  const lenet = newDocument('lenet')
  let worker: string
  beforeAll(async () => {
    worker = await buildWorker('src-main/importers/worker.ts', 'test-apart')
  })

  test.each([
    ['keras', 'lenet.keras'],
    ['h5', 'lenet.h5'],
    ['onnx', 'lenet.onnx'],
    ['tfjs', 'lenet/model.json'],
  ] as const)('%s', async (format, name) => {
    if (!lenet.ok) throw new Error(lenet.failure.message.en)
    const document = lenet.value
    const path = join(folder, format === 'tfjs' ? 'lenet' : name)
    const written = await exportModel({ document, weights: randomWeights(document, 1), format, path })
    expect(written.ok).toBe(true)
    const file = join(folder, name)
    const found = await readModel(file, undefined, { worker })
    expect(found).toEqual(await readModel(file))
    if (!found.ok) throw new Error(found.failure.message.en)
    // Each its own, so that one that is let go of is gone.
    for (const { data } of found.value.weights) expect(data.byteLength).toBe(data.buffer.byteLength)
    expect(found.value.weights.reduce((sum, { data }) => sum + data.length, 0)).toBe(61_706)
    if (format === 'onnx' || format === 'tfjs') return
    const given = await readGivenWeights(file, document, { worker })
    expect(given.ok).toBe(true)
    expect(given).toEqual(await readGivenWeights(file, document))
  })

  test('JSON', async () => {
    if (!lenet.ok) throw new Error(lenet.failure.message.en)
    const model = kerasModel(lenet.value, analyze(lenet.value))
    if (!model.ok) throw new Error(model.failure.message.en)
    const file = join(folder, 'alone.json')
    await writeFile(file, JSON.stringify(model.value.config))
    expect(await readModel(file, undefined, { worker })).toEqual(await readModel(file))
  })
})
