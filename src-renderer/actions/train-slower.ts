import { TrendingDown } from 'lucide-react'
import { hasDiverged } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { noteStarted, useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { shownRun } from './shown-run.ts'
import { tensorFlowReady } from './tensorflow-ready.ts'

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
    const run = shownRun()
    if (!run || !hasDiverged(run)) return { en: 'The run has not diverged.', zh: '该训练没有发散。' }
    return tensorFlowReady()
  },
  async run() {
    const run = shownRun()
    if (!run) return
    useRuns.setState({ refused: undefined })
    const read = await attempt(main.runDocument({ run: run.id }))
    if (!read.ok) return useRuns.setState({ refused: read.failure })
    const { document } = read.value
    const training = {
      ...document.training,
      learningRate: tenth(document.training.learningRate),
      ...(run.exportable && { from: run.id, fromWeights: 'last' as const }),
    }
    const started = await attempt(main.startRun({ title: run.title, document: { ...document, training } }))
    if (started.ok) noteStarted(started.value.run)
    else useRuns.setState({ refused: started.failure })
  },
})
