import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import { readGivenWeights } from '../../src-main/importers/weights-file.ts'
import { buildWorker } from '../build-worker.ts'
import { mobile } from '../exports/networks.ts'
import { value } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'

let worker: string
let folder: string
beforeAll(async () => {
  worker = await buildWorker('src-main/importers/worker.ts', 'test-hostile')
  folder = await mkdtemp(join(tmpdir(), 'layerloom-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads a file and says how it went: the code of the refusal, and what it took. */
async function read(path: string, how: Parameters<typeof readModel>[2] = { worker }) {
  const before = process.memoryUsage()
  const begun = performance.now()
  const result = await readModel(path, undefined, how)
  const after = process.memoryUsage()
  return {
    result,
    seconds: (performance.now() - begun) / 1000,
    megabytes: (after.rss - before.rss) / 2 ** 20,
  }
}

describe.skipIf(!python)('HDF5 that claims, hides or points to what it does not hold is refused in words:', () => {
  beforeAll(async () => {
    await runPython(resolve(import.meta.dirname, 'hostile.py'), { folder })
  }, 60_000)

  test.each([
    ['claim', 'weight-not-read'],
    ['bomb', 'weight-not-read'],
    ['other-size', 'weight-not-read'],
    ['text', 'weight-not-read'],
    ['group', 'weight-not-read'],
    ['missing', 'weight-not-read'],
    ['elsewhere', 'weight-not-read'],
    ['outside', 'not-h5'],
    ['nowhere', 'weight-not-read'],
    ['circle', 'weight-not-read'],
    ['pickle', 'not-keras'],
    ['no-json', 'not-keras'],
  ])('%s', async (name, code) => {
    const { result, seconds, megabytes } = await read(join(folder, `${name}.h5`))
    expect(result).toMatchObject({
      ok: false,
      failure: { code, message: { zh: expect.stringMatching(/\p{Script=Han}/u) } },
    })
    expect(seconds).toBeLessThan(5)
    expect(megabytes).toBeLessThan(200)
    expect((await readdir(folder)).filter((one) => !one.endsWith('.h5'))).toEqual([])
  })
})

/** Without a thread, each of which takes a third of a second to start. */
const here = {}

test('HDF5 that is cut off or damaged anywhere is refused or read, in bounded time', async () => {
  const path = join(folder, 'whole.h5')
  value(await exportModel({ document: mobile, weights: randomWeights(mobile, 1), format: 'h5', path }))
  const whole = await readFile(path)
  const hostile = join(folder, 'damaged.h5')
  for (let part = 1; part < 20; part++) {
    await writeFile(hostile, whole.subarray(0, Math.floor((whole.length * part) / 20)))
    expect((await read(hostile, here)).result).toMatchObject({ ok: false, failure: { code: 'not-h5' } })
  }
  let state = 1
  const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
  for (let round = 0; round < 150; round++) {
    const bytes = Buffer.from(whole)
    // Its structure lies at the beginning; the numbers behind it damage nothing.
    for (let n = 0; n < 8; n++) bytes[below(Math.min(bytes.length, 20_000))] = below(256)
    await writeFile(hostile, bytes)
    const { result, seconds } = await read(hostile, here)
    if (!result.ok) expect(result.failure.message.zh).toMatch(/\p{Script=Han}/u)
    expect(seconds).toBeLessThan(5)
  }
  await rm(hostile)
}, 120_000)

describe('HDF5 whose library loops for ever over it', () => {
  const path = join(import.meta.dirname, 'hang.h5')

  test('is refused in words when its time is over', async () => {
    const { result, seconds, megabytes } = await read(path)
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'took-too-long',
        message: {
          en: `${path} could not be read within 15 seconds: it is probably damaged.`,
          zh: `15 秒内未能读完 ${path}：该文件可能已损坏。`,
        },
      },
    })
    expect(seconds).toBeLessThan(20)
    expect(megabytes).toBeLessThan(200)
    expect(await readGivenWeights(path, mobile, { worker, limit: 1000 })).toMatchObject({ ok: false })
  })

  test('leaves a cancel its effect at once', async () => {
    const abort = new AbortController()
    const reading = readModel(path, abort.signal, { worker })
    await wait(2000)
    const begun = performance.now()
    abort.abort()
    expect(await reading).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

/** `pickle.dumps(os.system)`, and how a file of PyTorch's begins. */
const pickles = [
  Buffer.from('\u0080\u0004\u008cnposix\u008csystem.', 'latin1'),
  Buffer.from('PK\u0003\u0004archive/data.pkl', 'latin1'),
]

test.each(['keras', 'h5', 'hdf5', 'onnx', 'json'])(
  'a pickle that calls itself .%s is not run but refused',
  async (end) => {
    for (const bytes of pickles) {
      const path = join(folder, `pickle.${end}`)
      await writeFile(path, bytes)
      expect((await read(path)).result.ok).toBe(false)
      await rm(path)
    }
  },
)
