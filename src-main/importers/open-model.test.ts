import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'
import { exportModel, exportRun } from '../exporters/export.ts'
import { randomWeights } from '../exporters/initial-weights.ts'
import { forkNode } from '../training/child.ts'
import { createRuns } from '../training/runs.ts'
import type { Runs } from '../training/runs.ts'
import { openModel } from './open-model.ts'
import { readModel } from './read-model.ts'

let folder: string
let runs: Runs
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-open-'))
  runs = createRuns({
    directory: join(folder, 'runs'),
    // Nothing is trained here.
    runtime: { check: async () => ({ phase: 'checking' }), environment: () => ({}) },
    fork: forkNode,
    trainer: 'none',
  })
})
afterAll(async () => {
  await runs.close()
  await rm(folder, { recursive: true, force: true })
})

const value = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
const lenet = value(newDocument('lenet'))

test('weights that came with a model are a run to begin with and to export', async () => {
  const weights = randomWeights(lenet, 1)
  const path = join(folder, 'digits.keras')
  value(await exportModel({ document: lenet, weights, format: 'keras', path }))
  const { document, imported, path: own } = value(await openModel(path, runs))
  expect(own).toBeUndefined()
  expect(imported).toMatchObject({ title: 'digits', notes: [] })
  const run = value(await runs.find(imported!.run!))
  expect(run).toMatchObject({ title: 'digits', state: { phase: 'imported' }, params: 61_706, exportable: true })
  const carried = value(await runs.carryOver(run.id, document))
  expect(carried).toMatchObject({ anew: [], keptParams: 61_706 })
  expect(await runs.resume(run.id)).toMatchObject({ ok: false, failure: { code: 'never-trained' } })

  const out = await mkdtemp(join(folder, 'out-'))
  const exported = value(await exportRun({ directory: run.directory, format: 'keras', path: join(out, 'again.keras') }))
  expect(exported.weights).toEqual({ of: 'last', epoch: 1, step: 0 })
  // How its images were prepared is not known, so that nothing is said of it beside.
  expect(await readdir(out)).toEqual(['again.keras'])
  expect(value(await readModel(join(out, 'again.keras'))).weights).toEqual(value(await readModel(path)).weights)
})

test('an architecture alone leaves no run behind', async () => {
  const before = runs.list().length
  const path = join(folder, 'alone.json')
  await writeFile(path, JSON.stringify(value(kerasModel(lenet, analyze(lenet))).config))
  const { imported } = value(await openModel(path, runs))
  expect(imported!.run).toBeUndefined()
  expect(imported!.notes.map(({ en }) => en)).toEqual(['The file has the architecture alone, without weights.'])
  expect(runs.list()).toHaveLength(before)
})

test('one that is cancelled at any time leaves no run behind', async () => {
  const before = await readdir(join(folder, 'runs'))
  const path = join(folder, 'cancelled.keras')
  value(await exportModel({ document: lenet, weights: randomWeights(lenet, 1), format: 'keras', path }))
  const code = { ok: false, failure: { code: 'cancelled' } }
  expect(await openModel(path, runs, AbortSignal.abort())).toMatchObject(code)
  const abort = new AbortController()
  const late: Parameters<typeof openModel>[1] = {
    ...runs,
    async adopt(model) {
      const kept = await runs.adopt(model)
      expect(kept.ok).toBe(true)
      abort.abort()
      return kept
    },
  }
  expect(await openModel(path, late, abort.signal)).toMatchObject(code)
  expect(await readdir(join(folder, 'runs'))).toEqual(before)
})

test('a model that is refused leaves nothing behind', async () => {
  const before = await readdir(join(folder, 'runs'))
  const path = join(folder, 'broken.keras')
  await writeFile(path, 'This is no model.')
  expect(await openModel(path, runs)).toMatchObject({ ok: false, failure: { code: 'not-keras' } })
  expect(await readdir(join(folder, 'runs'))).toEqual(before)
})
