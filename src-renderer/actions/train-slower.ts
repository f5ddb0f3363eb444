import { TrendingDown } from 'lucide-react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { noteStarted, useRuns } from '../store/runs.ts'
import { useRuntime } from '../store/runtime.ts'
import { defineAction } from './define.ts'
import { shownRun } from './shown-run.ts'

const hasDiverged = (run: RunSummary | undefined): run is RunSummary =>
  run?.state.phase === 'failed' && run.state.failure.code === 'diverged'

/** Two digits that count: 0.05 / 10 is 0.005, not 0.0050000000000000001. */
const tenth = (rate: number) => Number((rate / 10).toPrecision(6))

/**
 * Trains the network of a run whose loss exploded once more, from the last good checkpoint where there is one, at a tenth
 * of the learning rate. A run of its own: what went wrong stays to be looked at.
 */
export const trainSlower = defineAction({
  id: 'train-slower',
  label: { en: 'Go on at a tenth of the learning rate', zh: '以十分之一的学习率继续' },
  icon: TrendingDown,
  enabled() {
    if (!hasDiverged(shownRun())) return { en: 'The run has not diverged.', zh: '该训练没有发散。' }
    if (useRuntime.getState().state.phase !== 'ready')
      return { en: 'TensorFlow is not ready.', zh: 'TensorFlow 尚未就绪。' }
    return true
  },
  async run() {
    const run = shownRun()
    if (!run) return
    useRuns.setState({ refused: undefined })
    const read = await attempt(main.runDocument({ run: run.id }))
    if (!read.ok) return useRuns.setState({ refused: read.failure })
    const { document } = read.value
    const training = { ...document.training, learningRate: tenth(document.training.learningRate) }
    const from = run.exportable ? run.id : undefined
    const started = await attempt(main.startRun({ title: run.title, document: { ...document, training }, from }))
    if (started.ok) noteStarted(started.value.run)
    else useRuns.setState({ refused: started.failure })
  },
})
