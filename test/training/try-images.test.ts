import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { contract } from '../../src-core/contract/contract.ts'
import { ok } from '../../src-core/result.ts'
import { tryLimits } from '../../src-core/training/tried.ts'
import { forkNode } from '../../src-main/training/child.ts'
import type { Child, Fork } from '../../src-main/training/child.ts'
import { predictRun } from '../../src-main/training/prediction.ts'
import type { Runs } from '../../src-main/training/runs.ts'
import { unknownRun } from '../../src-main/training/refusals.ts'
import { createTries } from '../../src-main/training/try-images.ts'
import type { Tries } from '../../src-main/training/try-images.ts'
import { writeDigits } from './digits.ts'
import { buildTrainer, trainer } from './fork.ts'
import { small, value } from './networks.ts'
import { newFolder, trainRun, writeRun } from './runs.ts'

let directory: string
let paths: string[]
let images: Buffer[]
beforeAll(async () => {
  directory = await newFolder()
  await writeRun(directory, small, { limit: 256, batchSize: 64, epochs: 1, optimizer: 'adam', learningRate: 0.003 })
  const [, { end }] = await Promise.all([buildTrainer(), trainRun(directory)])
  expect(end).toEqual({ ok: true, value: 'done' })
  paths = await writeDigits(directory, [0, 1, 2])
  images = await Promise.all(paths.map((path) => readFile(path)))
  return () => rm(directory, { recursive: true, force: true })
})

const started: Child[] = []
const fork: Fork = (module, options) => {
  const child = forkNode(module, options)
  started.push(child)
  return child
}
const how = { fork, trainer }
const runtime = {
  check: async () => ({ phase: 'ready' as const, version: '', source: { en: '', zh: '' }, directory: '' }),
  environment: () => ({}),
}
const runs = {
  find: async (id: string) => (id === 'run' ? ok({ directory }) : unknownRun(id)),
} as Pick<Runs, 'find'>

let tries: Tries
const open = (restAfter?: number) => (tries = createTries({ runs, runtime, ...how, restAfter }))
afterEach(async () => {
  await tries.close()
  started.length = 0
})

const ask = (image: Uint8Array, run = 'run') => tries.ask<'classes'>(run, { about: 'classes', image, weights: 'best' })
/** The window is given nothing else, and all of it. */
const asSent = (answer: unknown) => contract.tryImage.output.parse(answer)

test('images are taken for what `predict` takes their files for, by one process', async () => {
  const { signal } = new AbortController()
  const predicted = value(
    await predictRun({ ...how, env: process.env, signal, directory, images: paths, weights: 'best' }),
  )
  started.length = 0
  open()
  const answers = await Promise.all(images.map((image) => ask(image)))
  answers.forEach((answer, at) => {
    const { classes, weights, picture, seconds } = value(asSent(answer) as typeof answer)
    const expected = predicted.images[at]! as { classes: object[] }
    expect(classes).toEqual(expected.classes)
    expect(weights).toEqual(predicted.weights)
    expect(seconds).toBeGreaterThan(0)
    expect(picture).toMatchObject({ width: 28, height: 28, channels: 1 })
  })
  expect(started).toHaveLength(1)
})

test('a damaged image, a large one and an unknown run have sentences of their own; the others are answered', async () => {
  open()
  const damaged = images[0]!.subarray(0, 90)
  const [first, second, third, fourth] = await Promise.all([
    ask(damaged),
    ask(new Uint8Array(tryLimits.bytes + 1)),
    ask(images[1]!, 'another'),
    ask(images[1]!),
  ])
  expect(asSent(first)).toMatchObject({
    ok: false,
    failure: { message: { en: 'It could not be read: it is damaged.' } },
  })
  expect(second).toMatchObject({ ok: false, failure: { code: 'image-too-large' } })
  expect(third).toMatchObject({ ok: false, failure: { code: 'unknown-run' } })
  expect(fourth.ok).toBe(true)
})

test('the same process shows what a layer sees in an image', async () => {
  open()
  const [image] = images
  const about = { image: image!, weights: 'best' as const, layer: 'conv' }
  const maps = contract.featureMaps.output.parse(
    await tries.ask<'maps'>('run', { about: 'maps', ...about, from: 1, count: 64 }),
  )
  const { pixels, ranges, ...size } = value(maps)
  expect(size).toEqual({ height: 7, width: 7, channels: 3 })
  expect([pixels.length, ranges.length]).toEqual([2 * 49, 2])
  const heat = contract.heatMap.output.parse(await tries.ask<'heat'>('run', { about: 'heat', ...about, label: 7 }))
  expect(value(heat)).toMatchObject({ height: 7, width: 7 })
  const [dense, damaged] = [
    { ...about, layer: 'classify' },
    { ...about, image: image!.subarray(0, 90) },
  ]
  for (const [other, code] of [[dense, 'no-maps'] as const, [damaged, 'unreadable-image'] as const]) {
    const refused = await tries.ask<'heat'>('run', { about: 'heat', ...other, label: 7 })
    expect(refused).toMatchObject({ ok: false, failure: { code } })
  }
  expect(started).toHaveLength(1)
})

test('the process rests when nobody asks, is started again, and its death is told', async () => {
  open(50)
  value(await ask(images[0]!))
  const exited = new Promise<void>((done) => started[0]!.onExit(() => done()))
  await exited
  const asked = ask(images[0]!)
  while (!started[1]) await setTimeout(5)
  started[1].kill('SIGKILL')
  expect(await asked).toMatchObject({ ok: false, failure: { code: 'trainer-killed' } })
  expect((await ask(images[0]!)).ok).toBe(true)
})

test('weights that have changed meanwhile are read anew', async () => {
  open()
  expect(value(await ask(images[0]!)).weights).toMatchObject({ epoch: 1 })
  await rm(join(directory, 'best.bin'))
  expect(value(await ask(images[0]!)).weights).toMatchObject({ of: 'last' })
  expect(started).toHaveLength(1)
})
