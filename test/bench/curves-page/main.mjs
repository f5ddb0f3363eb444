import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Plan } from '../../../src-core/training/plan.ts'
import '../../../src-renderer/theme/tokens.css'
import '../../../src-renderer/theme/base.css'
import { serveFakeMain } from '../../../src-renderer/bridge/fake-main.ts'
import { useRunWatch } from '../../../src-renderer/store/run-watch.ts'
import { Curves } from '../../../src-renderer/training/Curves.tsx'
import { useLine } from '../../../src-renderer/training/use-line.ts'

/** What a person sees of a run under way, with the main side's stream in its place: as many steps as the window takes. */
const total = 1_000_000
const batch = 250
const stepsPerEpoch = 2_000

const run = {
  id: 'long',
  directory: '/runs/long',
  title: 'A long run',
  startedAt: 0,
  plan: Plan.parse({ epochs: total / stepsPerEpoch }),
  state: { phase: 'training' },
  params: 61_706,
  stepsPerEpoch,
  exportable: true,
}

const progress = { step: 0 }
/** A curve that falls and trembles, from the step alone. */
const lossAt = (step) => 2.3 * Math.exp(-step / 150_000) + 0.2 + 0.15 * Math.sin(step * 12.9898) * Math.sin(step / 7)

async function* stream() {
  for (let first = 1; first <= total; first += batch) {
    const steps = Array.from({ length: batch }, (_, i) => {
      const step = first + i
      const loss = lossAt(step)
      return { step, epoch: Math.ceil(step / stepsPerEpoch), loss, accuracy: Math.exp(-loss) }
    })
    const step = first + batch - 1
    const ended = step % stepsPerEpoch === 0
    const loss = lossAt(step)
    const epochs = ended
      ? [
          {
            epoch: step / stepsPerEpoch,
            step,
            loss,
            metrics: { accuracy: Math.exp(-loss) },
            validation: { loss: loss + 0.05, accuracy: Math.exp(-loss - 0.05) },
            seconds: 1,
            examplesPerSecond: 1,
          },
        ]
      : []
    progress.step = step
    yield { summary: run, steps, epochs, step, log: [`step ${step}`] }
    // As messages from another process do, each comes in a task of its own.
    await new Promise((done) => setTimeout(done))
  }
}

serveFakeMain({ watchRun: stream })

function Page() {
  const watch = useRunWatch(run)
  const lines = useLine(run, watch)
  const style = { display: 'flex', height: '100vh' }
  return createElement('div', { style }, createElement(Curves, { lines, version: watch.version }))
}

createRoot(globalThis.document.getElementById('root')).render(createElement(Page))
Object.assign(globalThis, { progress })
