import { expect, test } from 'vitest'
import { Plan } from './plan.ts'
import { comparePlans } from './plan-changes.ts'

test('two plans differ field by field, in the order of the form', () => {
  const plan = Plan.parse({})
  expect(comparePlans(plan, Plan.parse({}))).toEqual([])
  const other = Plan.parse({ seed: 7, learningRate: 0.1, optimizer: 'sgd', limit: 100 })
  expect(comparePlans(plan, other)).toEqual([
    { field: 'optimizer', from: 'adam', to: 'sgd' },
    { field: 'learningRate', from: 0.001, to: 0.1 },
    { field: 'seed', from: 1, to: 7 },
    { field: 'limit', from: undefined, to: 100 },
  ])
  expect(comparePlans(other, plan)[3]).toEqual({ field: 'limit', from: 100, to: undefined })
})
