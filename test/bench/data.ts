import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { Augmentation } from '../../src-core/training/augmentation.ts'
import { createBatches } from '../../src-main/data/batches.ts'
import type { Batch } from '../../src-main/data/batches.ts'
import { loadData } from '../../src-main/data/registry.ts'
import { shuffled } from '../../src-main/data/shuffle.ts'
import { environment, hasPython, python, root } from './places.ts'
import type { Measure, Section } from './section.ts'

const classes = 4
/** As large as ImageNet's on average; sides in pixels. */
const images = { count: 1_600, width: 500, height: 375 }
const side = 224
const batch = 32
/** Each side reads all so often, in turn, so that what else the machine does meets both. */
const rounds = 5

/** As Inception was trained: what takes the most work. */
const much = Augmentation.parse({ crop: 'area', flip: true, brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 0.1 })

/** From JPEG files to batches, against Keras; and how long a training waits for them. */
export const data: Section = {
  name: 'data',
  title: `Data: ${images.count} JPEGs of ${images.width}×${images.height} to batches of ${batch} at ${side}×${side}, in turn with Keras`,
  needsBuild: true,
  async run() {
    if (!hasPython) return { cannot: 'there is no Python with TensorFlow: name one in LAYERLOOM_PYTHON.' }
    const folder = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    try {
      await drawPhotographs(join(folder, 'images'))
      const [first, later, augmented, keras]: Took[][] = [[], [], [], []]
      for (let round = 0; round < rounds; round++) {
        const [once, again] = await readOurs(join(folder, 'images'), 2)
        first!.push(once!)
        later!.push(again!)
        augmented!.push((await readOurs(join(folder, 'images'), 1, much))[0]!)
        // The first epoch builds the pipeline; the better of the two counts.
        keras!.push(readTheirs(join(folder, 'images')).sort((a, b) => a.seconds - b.seconds)[0]!)
      }
      const waited = await trainOurs(folder)
      if ('cannot' in waited) return waited
      return {
        measures: [
          { what: 'an image, Keras', unit: 'ms', values: perImage(keras!) },
          { what: 'an image, ours', unit: 'ms', values: perImage(first!), peer: 'an image, Keras' },
          { what: 'an image, ours, augmented', unit: 'ms', values: perImage(augmented!), peer: 'an image, Keras' },
          { what: 'an image, ours, later epochs', unit: 'ms', values: perImage(later!), peer: 'an image, Keras' },
          { what: 'processors’ time, Keras', unit: 'ms', values: perImage(keras!, 'processors') },
          {
            ...{ what: 'processors’ time, ours', unit: 'ms' as const, values: perImage(first!, 'processors') },
            peer: 'processors’ time, Keras',
          },
          ...waited.measures,
        ],
        notes: [
          'A ratio below 1 is more images a second than Keras. Later epochs find decoded images in memory.',
          'Processors’ time is an image’s on all of them together: what else the machine does changes it less.',
          `Waiting is that of a MobileNet of a quarter of the width, of all of an epoch's training; 5 % is the most it should be.`,
        ],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** What an epoch took, in seconds: by the clock, and as long as all processors together were busy with it. */
interface Took {
  seconds: number
  processors: number
}

const perImage = (epochs: readonly Took[], what: keyof Took = 'seconds') =>
  epochs.map((took) => (took[what] * 1_000) / images.count)

/** JPEGs with as much to decode as photographs have: coarse and fine noise, each class in another tint. */
async function drawPhotographs(folder: string) {
  const { width, height } = images
  for (let label = 0; label < classes; label++) await mkdir(join(folder, `class ${label}`), { recursive: true })
  const noise = (sigma: number) =>
    sharp({
      create: {
        width: 1_000,
        height: 750,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma },
      },
    })
  const fine = await noise(12).png().toBuffer()
  const coarse = await sharp(await noise(120).png().toBuffer())
    .blur(12)
    .normalise()
    .png()
    .toBuffer()
  for (let i = 0; i < images.count; i++) {
    const place = { left: (i * 37) % 500, top: (i * 53) % 375, width, height }
    const over = await sharp(fine).extract(place).png().toBuffer()
    await sharp(coarse)
      .extract(place)
      .modulate({ hue: (i % classes) * 90 })
      .composite([{ input: over, blend: 'soft-light' }])
      .jpeg({ quality: 90 })
      .toFile(join(folder, `class ${i % classes}`, `${i}.jpg`))
  }
}

/** What each epoch took over all images, the training part and the held out one. */
async function readOurs(folder: string, epochs: number, augmentation?: Augmentation): Promise<Took[]> {
  const worker = resolve(root, 'out/main/data-worker.js')
  const loaded = await loadData(`folder:${folder}`, { shape: [side, side, 3], classes }, { worker, augmentation })
  if (!loaded.ok) throw new Error(loaded.failure.message.en)
  const { train, validation } = loaded.value
  // Threads start, and take memory, while a training builds its network; Keras's pipeline is built in the epoch that does not count.
  await setTimeout(250)
  const took: Took[] = []
  let read: Batch | undefined
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const [began, before] = [performance.now(), process.cpuUsage()]
    let count = 0
    for (const part of [train, validation]) {
      const order = shuffled(part.count, { seed: 1, epoch })
      const batches = createBatches(part, { order, batchSize: batch, epoch })
      for (let at = 0; at < part.count; at += batch) {
        read = await batches.next(read)
        count += read.count
      }
    }
    const { user, system } = process.cpuUsage(before)
    took.push({ seconds: (performance.now() - began) / 1_000, processors: (user + system) / 1e6 })
    if (count !== images.count) throw new Error(`${count} images were read.`)
  }
  await loaded.value.close()
  return took
}

function readTheirs(folder: string): Took[] {
  const { status, stdout, stderr } = spawnSync(python, [resolve(root, 'test/bench/keras_images.py')], {
    encoding: 'utf8',
    input: JSON.stringify({ folder, side, batch, epochs: 2, images: images.count }),
    env: { ...process.env, CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Took[]
}

/** Seconds for which each epoch of a small network's training waited, held against a twentieth of its training. */
async function trainOurs(folder: string): Promise<{ measures: Measure[] } | { cannot: string }> {
  const run = join(folder, 'run')
  const flags = `--data folder:${join(folder, 'images')} --set alpha=0.25 --epochs 2 --batch ${batch} --device cpu --out ${run}`
  const args = [resolve(root, 'bin/layerloom.js'), 'train', 'mobilenet', '--json', ...flags.split(' ')]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: environment(join(folder, 'data')),
  })
  if (status !== 0) return { cannot: `the training failed: ${stderr.trim().split('\n').at(-1)}` }
  const log = await readFile(join(run, 'log.txt'), 'utf8')
  const values = [...log.matchAll(/waited ([\d.]+) s for data/g)].map(([, seconds]) => Number(seconds))
  const epochs = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; seconds: number })
    .filter(({ event }) => event === 'epoch')
  const limit = 0.05 * Math.min(...epochs.map(({ seconds }) => seconds))
  return { measures: [{ what: 'waiting for data in an epoch', unit: 's', values, limit }] }
}
