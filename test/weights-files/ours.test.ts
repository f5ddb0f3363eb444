import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { readGivenWeights } from '../../src-main/importers/weights-file.ts'
import { mobile, small } from '../exports/networks.ts'
import { value } from '../networks/open.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-weights-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(
  small.flatMap(({ name, document }) =>
    (['h5-weights', 'keras'] as const).map((format) => ({ name, document, format })),
  ),
)('weights that we wrote come back by name: $name as $format', async ({ document, format }) => {
  const path = join(folder, `model.${format === 'keras' ? 'keras' : 'h5'}`)
  const weights = randomWeights(document, 1)
  value(await exportModel({ document, weights, format, path }))
  const given = value(await readGivenWeights(path, document))
  expect(given.carried).toMatchObject({ anew: [], left: [], keptParams: given.carried.params })
  expect(new Set(given.carried.kept.map(({ by }) => by))).toEqual(new Set(['name']))
  const byName = (all: typeof weights) =>
    new Map(all.map(({ layer, name, data }) => [`${layer} ${name}`, Buffer.from(data.buffer).toString('base64')]))
  expect(byName(given.weights)).toEqual(byName(weights))
})

test('files that are cut off, changed or of other bytes are refused in words', async () => {
  const path = join(folder, 'whole.h5')
  value(await exportModel({ document: mobile, weights: randomWeights(mobile, 1), format: 'h5-weights', path }))
  const whole = await readFile(path)
  const read = async (bytes: Uint8Array) => {
    const damaged = join(folder, 'damaged.h5')
    await writeFile(damaged, bytes)
    return readGivenWeights(damaged, mobile)
  }
  for (const bytes of [Buffer.alloc(0), Buffer.from('This is no HDF5.')]) {
    expect(await read(bytes)).toMatchObject({ ok: false, failure: { code: 'no-weights-file' } })
  }
  for (let part = 1; part < 12; part++) {
    const cut = await read(whole.subarray(0, Math.floor((whole.length * part) / 12)))
    expect(cut).toMatchObject({ ok: false, failure: { code: 'no-weights-file' } })
  }
  let state = 1
  const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
  for (let round = 0; round < 60; round++) {
    const bytes = Buffer.from(whole)
    for (let n = 0; n < 8; n++) bytes[below(bytes.length)] = below(256)
    const damaged = await read(bytes)
    if (!damaged.ok) expect(damaged.failure.message.zh).toMatch(/\p{Script=Han}/u)
  }
})
