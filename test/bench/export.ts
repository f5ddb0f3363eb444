import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { writeCheckpoint } from '../../src-main/training/checkpoint.ts'
import { ownProcess } from '../../src-main/training/owner.ts'
import { createRunFolder } from '../../src-main/training/store.ts'
import { newDocument } from '../../templates/open.ts'
import type { ExportJob, ExportTold } from './export-once.ts'
import type { Measure, Section } from './section.ts'

const rounds = 3
const formats: ExportFormat[] = ['keras', 'h5', 'h5-weights', 'onnx', 'savedmodel', 'tfjs', 'tfjs-graph']

/** A run that has learned ResNet-152, taken away in every format that holds weights. */
export const exports: Section = {
  name: 'export',
  title: 'Exporting a run of ResNet-152: from the weights in its folder to the file, each time in a new process',
  async run() {
    if (process.platform !== 'linux') return { cannot: 'peak memory is read as Linux says it.' }
    const folder = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    try {
      const directory = join(folder, 'run')
      const bytes = await learn(directory)
      const measures: Measure[] = []
      for (const format of formats) {
        const told = Array.from({ length: rounds }, () =>
          exportOnce({
            directory,
            format,
            path: join(folder, `model-${format}.${format.startsWith('h5') ? 'h5' : 'out'}`),
          }),
        )
        measures.push(
          { what: format, unit: 's', values: told.map(({ seconds }) => seconds), limit: 5 },
          { what: `${format}, processors`, unit: 's', values: told.map(({ processors }) => processors) },
          { what: `${format}, memory`, unit: '×', values: told.map(({ extra }) => extra / bytes), limit: 1.5 },
        )
      }
      const { size } = await stat(join(directory, 'checkpoint.bin'))
      return {
        measures,
        notes: [
          `Memory: the most beyond what the process had before, as a multiple of the weights (${(bytes / 2 ** 20).toFixed(0)} MiB).`,
          `The weights that are read from the run’s folder (${(size / 2 ** 20).toFixed(0)} MiB) are in it, and what the format’s library takes.`,
        ],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Makes the folder of a run with drawn weights; gives their bytes. */
async function learn(directory: string): Promise<number> {
  const made = newDocument('resnet', { depth: 152 })
  if (!made.ok) throw new Error(made.failure.message.en)
  const document = made.value
  const { trainable } = analyze(document).blocks.get('')!
  const plan = Plan.parse({ data: 'shapes' })
  const created = await createRunFolder(
    {
      id: 'run',
      directory,
      title: 'ResNet-152',
      startedAt: 0,
      plan,
      state: { phase: 'done' },
      params: trainable,
      exportable: true,
    },
    document,
    { owner: ownProcess(), mayExist: false },
  )
  if (!created.ok) throw new Error(created.failure.message.en)
  const weights = randomWeights(document, 1).map((weight) => ({ ...weight, read: () => weight.data }))
  const progress = {
    ...{ step: 1, epoch: 1, batches: 0, sums: { examples: 0, loss: 0, correct: 0, seconds: 0 } },
    ...{ watch: { waited: 0, waitedForDecay: 0, reductions: 0 }, firstLoss: 1, highSteps: 0 },
  }
  const written = await writeCheckpoint(directory, { progress, optimizer: 'sgd', weights, slots: [] })
  if (!written.ok) throw new Error(written.failure.message.en)
  return weights.reduce((sum, { data }) => sum + data.byteLength, 0)
}

function exportOnce(job: ExportJob): ExportTold {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', resolve(import.meta.dirname, 'export-once.js')],
    { input: JSON.stringify(job), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`${job.format}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as ExportTold
}
