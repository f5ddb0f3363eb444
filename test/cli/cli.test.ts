import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paramsOf, readTfjs } from '../networks/read-tfjs.ts'
import { python, runPython } from '../python/python.ts'
import reference from '../reference/networks.json' with { type: 'json' }
import { isBuilt, layerloom } from './layerloom.ts'

let folder: string
beforeAll(async () => {
  expect(isBuilt, 'run npm run build first').toBe(true)
  folder = await mkdtemp(join(tmpdir(), 'layerloom-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const data = () => ({ LAYERLOOM_DATA: at('data') })

describe('templates', () => {
  test('for people and for programs', async () => {
    const people = await layerloom(['templates'])
    expect(people).toMatchObject({ code: 0, err: '' })
    expect(people.out).toMatch(/^lenet {2}.*\(1998\)/m)
    expect(people.out).toMatch(/edition=\w+ {2}\(.*documented.*\)/)
    const programs = JSON.parse((await layerloom(['templates', '--json'])).out)
    const lenet = programs.find(({ id }: { id: string }) => id === 'lenet')
    expect(lenet).toMatchObject({ year: 1998 })
    expect(lenet.options.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['classes', 'inputSize', 'channels', 'edition']),
    )
  })

  test('say which defaults depend on other options', async () => {
    expect((await layerloom(['templates'])).out).toMatch(/^ {2}version=1\.0 \[depends on edition\] /m)
    const all: { id: string; options: { name: string; dependsOn?: string[] }[] }[] = JSON.parse(
      (await layerloom(['templates', '--json'])).out,
    )
    const depending = all.flatMap(({ id, options }) =>
      options.flatMap(({ name, dependsOn }) => (dependsOn ? [`${id}.${name}: ${dependsOn.join()}`] : [])),
    )
    expect(depending).toEqual([
      'alexnet.inputSize: edition',
      'squeezenet.version: edition',
      'squeezenet.inputSize: edition',
      'efficientnet.inputSize: edition,variant',
    ])
  })

  test('in Chinese where the system speaks it', async () => {
    const { out } = await layerloom(['summary', 'lenet'], { LC_ALL: 'zh_CN.UTF-8' })
    expect(out).toContain('参数量')
  })
})

describe('summary', () => {
  test('memory, of one image and of training as its plan says', async () => {
    const { out } = await layerloom(['summary', 'lenet', '--json'])
    // C1's and S2's outputs at once; 9,238 numbers of 64 images, and weights, gradients and momentum.
    const expected = { inferenceBytes: (4704 + 1176) * 4, trainingBytes: (9238 * 64 + 61_706 * 3) * 4 }
    expect(JSON.parse(out)).toMatchObject(expected)
    const said = (await layerloom(['summary', 'lenet'])).out
    expect(said).toContain('(about 23,520 at once; training in batches of 64: about 3,105,400 bytes)')
  })

  const rows = reference.networks.filter(({ template }) => template === 'lenet')

  test.each(rows.map((row) => [row.options.edition, row] as const))('of lenet, %s', async (_edition, row) => {
    const set = Object.entries(row.options).flatMap(([option, value]) => ['--set', `${option}=${value}`])
    const { code, out, err } = await layerloom(['summary', row.template, ...set, '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const summary = JSON.parse(out)
    expect(summary).toMatchObject({
      template: 'lenet',
      options: row.options,
      params: row.params,
      macs: row.macs,
      problems: [],
    })
    const shapes = (ends: { shape: number[] }[]) => ends.map(({ shape }) => shape)
    expect(shapes(summary.inputs)).toEqual(row.inputs)
    expect(shapes(summary.outputs)).toEqual(row.outputs)
    const sum = (key: 'params' | 'macs') =>
      summary.layers.reduce((total: number, layer: Record<string, number>) => total + layer[key]!, 0)
    expect(sum('params')).toBe(row.params!.total)
    expect(sum('macs')).toBe(row.macs)
    for (const layer of summary.layers) {
      expect(layer).toMatchObject({ id: expect.any(String), kind: expect.any(String), inputs: expect.any(Array) })
      expect(layer.shape.every(Number.isInteger)).toBe(true)
    }
  })

  test('of a file that `new` wrote is that of the template', async () => {
    const path = at('net.loom')
    expect(await layerloom(['new', 'lenet', '--set', 'classes=7', '-o', path])).toMatchObject({ code: 0, err: '' })
    const fromFile = JSON.parse((await layerloom(['summary', path, '--json'])).out)
    const fromTemplate = JSON.parse((await layerloom(['summary', 'lenet', '--set', 'classes=7', '--json'])).out)
    expect(fromFile).toEqual(fromTemplate)
    expect(fromFile.outputs[0].shape).toEqual([7])
  })

  test('a table for people', async () => {
    const { code, out } = await layerloom(['summary', 'lenet', '--set', 'edition=published'])
    expect(code).toBe(0)
    expect(out).toContain('61,706 parameters')
  })
})

describe('wrong usage exits 2 and names what is wrong', () => {
  test.each([
    ['a command', ['trian', 'lenet'], 'trian'],
    ['no command', [], 'Which command'],
    ['a template', ['summary', 'lenat'], 'lenat'],
    ['an option of the template', ['summary', 'lenet', '--set', 'depth=3'], 'depth'],
    ['an option with no value', ['summary', 'lenet', '--set', 'classes'], 'classes'],
    ['a flag', ['summary', 'lenet', '--jsn'], 'jsn'],
    ['an argument that is missing', ['summary'], 'summary'],
    ['no place to write', ['new', 'lenet'], '-o'],
    ['a format with 16-bit weights', ['export', 'lenet', '--to', 'keras', '-o', 'x', '--float16'], 'savedmodel, tfjs'],
    ['a format', ['export', 'lenet', '--to', 'onxx', '-o', 'x'], 'keras, h5, h5-weights, savedmodel, tfjs'],
    ['no format', ['export', 'lenet', '-o', 'x'], '--to'],
    ['a block to unfold', ['export', 'lenet', '--to', 'svg', '-o', 'x', '--unfold', 'stem'], 'stem'],
    ['where weights come from', ['export', 'lenet', '--to', 'keras', '-o', 'x', '--weights', 'good'], 'good'],
    ['epochs', ['train', 'lenet', '--data', 'mnist', '--epochs', '0'], '--epochs 0'],
    ['an optimizer', ['train', 'lenet', '--data', 'mnist', '--optimizer', 'adamm'], '--optimizer adamm'],
    ['no data', ['train', 'lenet'], '--data'],
    ['an option of the template, in training', ['train', 'lenet', '--data', 'mnist', '--set', 'depth=3'], 'depth'],
    ['a block to freeze', ['train', 'lenet', '--data', 'mnist', '--freeze', 'stem'], '--freeze stem'],
    ['what cannot change in a resumed run', ['train', '--resume', 'x', '--seed', '3'], '--resume'],
  ])('%s', async (_name, args, named) => {
    const { code, out, err } = await layerloom(args, data())
    expect(err).toContain(named)
    expect(code).toBe(2)
    if (args.length > 0) expect(out).toBe('')
  })
})

describe('what fails exits 1 with a sentence', () => {
  test.each([
    ['a size that the network cannot take', ['summary', 'lenet', '--set', 'edition=published', '--set', 'inputSize=8']],
    ['a file that is not there', ['summary', 'nowhere/net.loom']],
    ['a folder that is not there', ['new', 'lenet', '-o', 'nowhere/net.loom']],
    ['a run that is not there', ['export', 'no-such-run', '--to', 'keras', '-o', 'x.keras']],
    ['weights that are not there', ['train', 'lenet', '--data', 'mnist', '--from', 'nowhere.h5']],
    ['a run to resume that is not there', ['train', '--resume', 'no-such-run']],
  ])('%s', async (_name, args) => {
    const { code, out, err } = await layerloom(args, data())
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/\S+ \S+ .*\.\n/)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('a damaged file', async () => {
    await writeFile(at('damaged.loom'), '{"format":"layerloom","ver')
    const { code, err } = await layerloom(['summary', at('damaged.loom')])
    expect(code).toBe(1)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('export', () => {
  test.skipIf(!python)('of a template with random weights loads in Keras', async () => {
    const path = at('net.keras')
    const args = ['export', 'lenet', '--set', 'edition=published', '--to', 'keras', '-o', path]
    const exported = await layerloom([...args, '--weights', 'random', '--seed', '5', '--json'])
    expect(exported).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(exported.out)).toMatchObject({ format: 'keras', path, bytes: (await readFile(path)).byteLength })
    const shape = [1, 32, 32, 1]
    const input = Array.from({ length: 32 * 32 }, (_, index) => Math.sin(index))
    const judged = await runPython<{ models: { params: number; output: number[] }[] }>(
      join(import.meta.dirname, '../exports/judge.py'),
      { models: [{ path, input, shape }] },
    )
    expect(judged.models[0]!.params).toBe(61_706)
    expect(judged.models[0]!.output).toHaveLength(10)
  })

  test.skipIf(!python)(
    'as a SavedModel of 16-bit weights and as a tfjs graph of several shards computes the same',
    async () => {
      const network = ['mobilenet', '--set', 'alpha=1', '--set', 'inputSize=32', '--set', 'classes=7']
      const drawn = ['--weights', 'random', '--seed', '5']
      for (const [format, ...more] of [['savedmodel', '--float16'], ['tfjs-graph']]) {
        const exported = await layerloom(['export', ...network, '--to', format!, '-o', at(format!), ...drawn, ...more])
        expect(exported).toMatchObject({ code: 0, out: `${at(format!)}\n` })
      }
      const shape = [1, 32, 32, 3]
      const images = Array.from({ length: 32 * 32 * 3 }, (_, index) => Math.sin(index))
      const [served] = await runPython<{ params: number; outputs: Record<string, number[]> }[]>(
        join(import.meta.dirname, '../networks/judge-savedmodel.py'),
        [{ path: at('savedmodel'), images, shape }],
      )
      expect((await readdir(at('tfjs-graph'))).length).toBeGreaterThan(2)
      const model = await tf.loadGraphModel(await readTfjs(at('tfjs-graph')))
      expect(paramsOf(model)).toBe(served!.params)
      const [[name, theirs]] = Object.entries(served!.outputs) as [[string, number[]]]
      const ours = tf.tidy(() => (model.execute(tf.tensor(images, shape), name) as tf.Tensor).dataSync())
      expect(theirs).toHaveLength(7)
      // Probabilities; kernels that were rounded to 11 bits are behind the one.
      expect(Math.max(...theirs.map((value, at) => Math.abs(value - ours[at]!)))).toBeLessThan(5e-3)
      expect(Math.max(...theirs)).toBeGreaterThan(1 / 7 + 0.05)
    },
  )

  test('the same seed gives the same weights, in a folder for tfjs', async () => {
    const shard = async (name: string, seed: string) => {
      const args = ['export', 'lenet', '--to', 'tfjs', '-o', at(name), '--weights', 'random', '--seed', seed]
      expect(await layerloom(args)).toMatchObject({ code: 0, out: `${at(name)}\n`, err: '' })
      return readFile(join(at(name), 'group1-shard1of1.bin'))
    }
    const [one, again, other] = [await shard('one', '5'), await shard('again', '5'), await shard('other', '6')]
    expect(again.equals(one)).toBe(true)
    expect(other.equals(one)).toBe(false)
  })
})

test('a figure as SVG and PNG: of all, of a part, without a legend', async () => {
  const figure = async (name: string, ...more: string[]) => {
    const args = ['export', 'lenet', '--to', name.slice(-3), '-o', at(name), ...more]
    expect(await layerloom(args, data())).toMatchObject({ code: 0, err: '' })
    return readFile(at(name))
  }
  const all = String(await figure('net.svg'))
  for (const said of ['28×28×6', 'Features', 'Pooling']) expect(all).toContain(said)
  const part = String(await figure('part.svg', '--only', 'classifier', '--no-legend', '--unfold', 'none'))
  expect(part).toContain('Classifier')
  for (const other of ['28×28×6', 'f6', 'Folded']) expect(part).not.toContain(other)
  const png = await figure('net.png', '--scale', '3')
  // Width and height stand at byte 16 of every PNG.
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(all)!
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3 * Number(width), 3 * Number(height)])
})

test('no runs yet', async () => {
  expect(await layerloom(['runs', '--json'], data())).toEqual({ code: 0, out: '[]\n', err: '' })
  expect(await layerloom(['runs', '--csv', 'curves.csv'], data())).toMatchObject({ code: 2, out: '' })
  expect(await layerloom(['runs', 'nowhere'], data())).toMatchObject({
    code: 1,
    err: expect.stringContaining('“nowhere”'),
  })
})
