import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBuilt, layerloom } from './layerloom.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-cli-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!isBuilt)('a model of another program', () => {
  test('becomes a document with the same figures, and other formats with its weights', async () => {
    const exported = await layerloom(['export', 'lenet', '--to', 'onnx', '-o', at('net.onnx'), '--weights', 'random'])
    expect(exported).toMatchObject({ code: 0, err: '' })
    const data = { LAYERLOOM_DATA: at('data') }
    const imported = await layerloom(['import', at('net.onnx'), '-o', at('net.loom')], data)
    expect(imported).toMatchObject({ code: 0, out: `${at('net.loom')}\n` })
    const [, run] = /--from (\S+)/.exec(imported.err)!
    const kept = await layerloom(['export', run!, '--to', 'onnx', '-o', at('kept.onnx')], data)
    expect(kept).toMatchObject({ code: 0, out: `${at('kept.onnx')}\n`, err: 'Weights that it began with.\n' })
    const summary = await layerloom(['summary', at('net.loom'), '--json'])
    expect(JSON.parse(summary.out)).toMatchObject({ params: { total: 61_706 } })
    const again = await layerloom(['export', at('net.onnx'), '--to', 'onnx', '-o', at('again.onnx')])
    expect(again).toMatchObject({ code: 0, err: '' })
    const [one, other] = await Promise.all([readFile(at('net.onnx')), readFile(at('again.onnx'))])
    // The title apart, which a file without a template's name cannot have.
    expect(Math.abs(one.byteLength - other.byteLength)).toBeLessThan(100)
  })

  test('that is none is refused in words', async () => {
    const refused = await layerloom(['import', 'model.tflite', '-o', at('h5.loom')])
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Only these files') })
    const weights = await layerloom(['export', at('net.onnx'), '--to', 'keras', '-o', at('x'), '--weights', 'random'])
    expect(weights).toMatchObject({ code: 2, err: expect.stringContaining('--weights') })
  })
})
