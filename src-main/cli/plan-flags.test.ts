import { expect, test } from 'vitest'
import { planOptions, readPlan } from './plan-flags.ts'

test.each([
  ['--batch <n>', 'How many examples each step looks at.'],
  ['--learning-rate <x>', 'How far each step moves the weights.'],
  ['--optimizer <value>', 'Optimizer: sgd, momentum, adam, adamw, rmsprop, adagrad'],
  ['--schedule <value>', 'Schedule: constant, step, exponential, linear, cosine, plateau'],
  ['--keep-best <value>', 'Keep the best: true, false'],
  ['--beta1 <x>', 'How much of the average gradient stays at each step.'],
  ['--device <value>', 'Device: auto, gpu, cpu'],
])('%s is offered for a field of the plan', (flag, description) => {
  expect(planOptions.find((option) => option.flag === flag)?.description.en).toBe(description)
})

test.each([
  [
    { batch: '32', epochs: 3 },
    { batchSize: 32, epochs: 3 },
  ],
  [
    { learningRate: '1e-2', weightDecay: '0.0005' },
    { learningRate: 0.01, weightDecay: 0.0005 },
  ],
  [
    { nesterov: 'true', keepBest: 'false' },
    { nesterov: true, keepBest: false },
  ],
  [
    { clip: 'global', clipNorm: '0.5', stopAfter: '4' },
    { clip: 'global', clipNorm: 0.5, stopAfter: 4 },
  ],
  [{ augmentation: 'x', json: true }, {}],
])('%j is a plan', (options, plan) => expect(readPlan(options)).toEqual({ ok: true, value: plan }))

test.each([
  [{ optimizer: 'best' }, '--optimizer best'],
  [{ labelSmoothing: '1' }, '--label-smoothing 1'],
  [{ nesterov: 'perhaps' }, '--nesterov perhaps'],
])('%j is refused by the flag’s name', (options, named) => {
  const read = readPlan(options)
  expect(read).toMatchObject({ ok: false, failure: { code: 'usage' } })
  expect(!read.ok && read.failure.message.en).toContain(named)
})
