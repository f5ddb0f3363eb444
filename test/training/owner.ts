// Another Layerloom, for tests of what two do in one folder: trains by the script in its environment until it is killed.
import { forkNode } from '../../src-main/training/child.ts'
import { createRuns } from '../../src-main/training/runs.ts'
import { newDocument } from '../../templates/open.ts'
import { scriptedTrainer } from './scripts.ts'

let trainer: number | undefined
const runs = createRuns({
  directory: process.argv[2]!,
  runtime: {
    check: async () => ({ phase: 'ready', version: '2.19.1', source: { en: 'a test', zh: '测试' }, directory: '/' }),
    environment: () => ({}),
  },
  fork(module, options) {
    const child = forkNode(module, options)
    trainer = child.pid
    return child
  },
  trainer: scriptedTrainer,
})

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const started = await runs.start({ title: 'Elsewhere', document: made.value })
if (!started.ok) throw new Error(started.failure.message.en)
const { run } = started.value
for await (const { step } of runs.watch(run, new AbortController().signal)) {
  if (step === 4) console.log(JSON.stringify({ run, trainer }))
}
