import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import { mobile } from '../exports/networks.ts'
import { value } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads a file and says how it went: the code of the refusal, and what it took. */
async function read(path: string) {
  const before = process.memoryUsage()
  const begun = performance.now()
  const result = await readModel(path)
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

test('HDF5 that is cut off or damaged anywhere is refused or read, in bounded time', async () => {
  const path = join(folder, 'whole.h5')
  value(await exportModel({ document: mobile, weights: randomWeights(mobile, 1), format: 'h5', path }))
  const whole = await readFile(path)
  const hostile = join(folder, 'damaged.h5')
  for (let part = 1; part < 20; part++) {
    await writeFile(hostile, whole.subarray(0, Math.floor((whole.length * part) / 20)))
    expect((await read(hostile)).result).toMatchObject({ ok: false, failure: { code: 'not-h5' } })
  }
  let state = 1
  const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
  for (let round = 0; round < 150; round++) {
    const bytes = Buffer.from(whole)
    // Its structure lies at the beginning; the numbers behind it damage nothing.
    for (let n = 0; n < 8; n++) bytes[below(Math.min(bytes.length, 20_000))] = below(256)
    await writeFile(hostile, bytes)
    const { result, seconds } = await read(hostile)
    if (!result.ok) expect(result.failure.message.zh).toMatch(/\p{Script=Han}/u)
    expect(seconds).toBeLessThan(5)
  }
  await rm(hostile)
}, 120_000)

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
      expect((await readModel(path)).ok).toBe(false)
      await rm(path)
    }
  },
)
