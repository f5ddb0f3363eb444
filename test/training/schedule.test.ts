import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Plan } from '../../src-core/training/plan.ts'
import { learningRateAt, reduced } from '../../src-core/training/schedule.ts'
import { watchBeginning, watchEpoch } from '../../src-core/training/watch.ts'
import { python, runPython } from '../python/python.ts'

const stepsPerEpoch = 7
const epochs = 6
const steps = stepsPerEpoch * epochs

const schedules: Partial<Plan>[] = [
  { schedule: 'constant' },
  { schedule: 'step', decayEpochs: 2, decayFactor: 0.1 },
  { schedule: 'step', decayEpochs: 0.5, decayFactor: 0.94 },
  { schedule: 'exponential', decayEpochs: 2.4, decayFactor: 0.97 },
  { schedule: 'linear' },
  { schedule: 'linear', finalRate: 0.2 },
  { schedule: 'cosine' },
  { schedule: 'cosine', finalRate: 0.05 },
  { schedule: 'cosine', warmupEpochs: 1 },
  { schedule: 'cosine', warmupEpochs: 1.4, finalRate: 0.1 },
]
const plateau = { schedule: 'plateau', decayPatience: 2, decayFactor: 0.3 } as const
/** Accuracies or losses, an epoch each. */
const runs: { plan: Partial<Plan>; figures: number[] }[] = [
  { plan: plateau, figures: [0.5, 0.6, 0.6, 0.6, 0.6, 0.7, 0.6, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8] },
  { plan: { ...plateau, improvement: 0.15 }, figures: [0.5, 0.6, 0.66, 0.7, 0.74, 0.78, 0.9, 0.91, 0.92] },
  { plan: { ...plateau, leastRate: 0.02 }, figures: [0.5, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4] },
  { plan: { ...plateau, leastRate: 0.2 }, figures: [0.5, 0.4, 0.4, 0.4, 0.4, 0.4] },
  { plan: { ...plateau, monitor: 'loss' }, figures: [2, 1, 1.2, 1.1, NaN, 1.3, 0.9, 0.99995, 0.89995, 0.8] },
  { plan: { ...plateau, monitor: 'loss', decayPatience: 1 }, figures: [2, 1, 1.2, 1.1, 0.9, 1, 1] },
  { plan: { stopAfter: 3 }, figures: [0.5, 0.6, 0.55, 0.6, 0.6, 0.9] },
  { plan: { stopAfter: 1 }, figures: [0.5, 0.4, 0.9] },
  { plan: { stopAfter: 2, monitor: 'loss', improvement: 0.1 }, figures: [2, 1, 0.95, 0.91, 0.5] },
  { plan: { ...plateau, stopAfter: 4 }, figures: [0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6] },
]
const titleOf = (plan: Partial<Plan>) => Object.entries(plan).flat().join(' ')
const planOf = (plan: Partial<Plan>) => Plan.parse({ learningRate: 0.1, epochs, ...plan })

/** What a run of ours makes of the figures of its epochs. */
function follow(plan: Plan, figures: readonly number[]) {
  let watch = watchBeginning()
  const rates: number[] = []
  for (const [index, figure] of figures.entries()) {
    // The other figure of the two never improves.
    const validation = plan.monitor === 'loss' ? { loss: figure, accuracy: 0 } : { loss: 1, accuracy: figure }
    const verdict = watchEpoch(plan, watch, { epoch: index + 1, validation })
    watch = verdict.watch
    rates.push(reduced(plan, watch.reductions))
    if (verdict.stop) return { rates, stopped: index + 1 }
  }
  return { rates, stopped: null }
}

describe.skipIf(!python)('the learning rate is Keras’s:', () => {
  let judged: { rates: number[][]; runs: { rates: number[]; stopped: number | null }[] }
  beforeAll(async () => {
    judged = await runPython<typeof judged>(join(import.meta.dirname, 'judge-schedule.py'), {
      rates: schedules.map((plan) => ({ plan: planOf(plan), stepsPerEpoch, steps })),
      runs: runs.map(({ plan, figures }) => ({
        plan: planOf(plan),
        figures: figures.map((figure) => (Number.isNaN(figure) ? 1e30 : figure)),
      })),
    })
  })

  test.each(schedules.map((plan, index) => [titleOf(plan), plan, index] as const))('%s', (_name, plan, index) => {
    const ours = Array.from({ length: steps }, (_, step) =>
      learningRateAt(planOf(plan), { step: step + 1, stepsPerEpoch, reductions: 0 }),
    )
    expect(ours).toHaveLength(judged.rates[index]!.length)
    ours.forEach((rate, step) => expect(rate, `step ${step + 1}`).toBeCloseTo(judged.rates[index]![step]!, 7))
  })

  test.each(runs.map(({ plan, figures }, index) => [titleOf(plan), { plan, figures }, index] as const))(
    'after epochs: %s',
    (_name, { plan, figures }, index) => {
      const ours = follow(planOf(plan), figures)
      const { rates, stopped } = judged.runs[index]!
      expect(ours.stopped).toBe(stopped)
      expect(ours.rates).toHaveLength(rates.length)
      ours.rates.forEach((rate, epoch) => expect(rate, `epoch ${epoch + 1}`).toBeCloseTo(rates[epoch]!, 7))
    },
  )
})

test('every schedule rises from 0 in its warm-up and begins at its end', () => {
  for (const schedule of ['constant', 'step', 'exponential', 'linear', 'cosine', 'plateau'] as const) {
    const plan = planOf({ schedule, warmupEpochs: 2 })
    const at = (step: number) => learningRateAt(plan, { step, stepsPerEpoch, reductions: 0 })
    expect([at(1), at(8), at(15)]).toEqual([0, 0.05, 0.1])
  }
})

test('the best epoch is the first of the highest accuracy, of equal ones the one of the lowest loss', () => {
  const epochs = [
    { loss: 1, accuracy: 0.5 },
    { loss: 2, accuracy: 0.7 },
    { loss: 1.5, accuracy: 0.7 },
    { loss: 1.5, accuracy: 0.7 },
    { loss: NaN, accuracy: 0.9 },
    { loss: 0.1, accuracy: 0.6 },
  ]
  const bests = (plan: Partial<Plan>) => {
    let watch = watchBeginning()
    return epochs.map((validation, index) => {
      watch = watchEpoch(planOf(plan), watch, { epoch: index + 1, validation }).watch
      return watch.best?.epoch
    })
  }
  expect(bests({ monitor: 'accuracy' })).toEqual([1, 2, 3, 3, 3, 3])
  expect(bests({ monitor: 'loss' })).toEqual([1, 1, 1, 1, 1, 6])
})
