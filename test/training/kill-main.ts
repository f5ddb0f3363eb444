// A main side with one run in a folder, for tests that kill it: resumes the run that is there, or starts one. Says the
// trainer's process id as soon as there is one, then every step, then how the run ended.
import { forkNode } from '../../src-main/training/child.ts'
import { createRuns } from '../../src-main/training/runs.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { parseDocument } from '../../src-core/document/file.ts'
import { readFileSync } from 'node:fs'

const [directory, graph, trainer, environment] = process.argv.slice(2) as [string, string, string, string]
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

const runs = createRuns({
  directory,
  runtime: {
    check: async () => ({ phase: 'ready', version: '', source: { en: 'a test', zh: '测试' }, directory: '/' }),
    environment: () => JSON.parse(environment) as Record<string, string>,
  },
  fork(module, options) {
    const child = forkNode(module, options)
    say({ trainer: child.pid })
    return child
  },
  trainer,
})

async function begin(): Promise<string> {
  const [known] = runs.list()
  if (known) {
    const resumed = await runs.resume(known.id)
    if (!resumed.ok) throw new Error(resumed.failure.message.en)
    return known.id
  }
  const document = parseDocument(readFileSync(graph, 'utf8'))
  if (!document.ok) throw new Error(document.failure.message.en)
  const training = Plan.parse(document.value.document.training)
  const started = await runs.start({ title: 'Killed', document: { ...document.value.document, training } })
  if (!started.ok) throw new Error(started.failure.message.en)
  return started.value.run
}

const run = await begin()
for await (const { step, summary } of runs.watch(run, new AbortController().signal)) say({ step, state: summary.state })
await runs.close()
