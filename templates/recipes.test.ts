import { describe, expect, test } from 'vitest'
import { Plan } from '../src-core/training/plan.ts'
import { newDocument } from './open.ts'
import { recipeOf, recipePlan, withRecipe } from './recipes.ts'
import { templates } from './registry.ts'

const told = Object.values(templates).filter(({ recipe }) => recipe)
const { alexnet, lenet, xception } = templates
const plan = (fields: Partial<Plan>) => Plan.parse(fields)

describe.each(told.map((template) => [template.id, template] as const))('%s', (id, template) => {
  test('its paper’s recipe is a plan, followed until a field is changed', () => {
    const opened = newDocument(id)
    if (!opened.ok) throw new Error(opened.failure.message.en)
    const { training } = opened.value
    expect(recipeOf(template, training)).toBe('general')
    const followed = Plan.parse({ ...training, ...recipePlan(template, 'paper', training) })
    expect(recipeOf(template, followed)).toBe('paper')
    expect(recipeOf(template, { ...followed, epochs: 1, seed: 9, data: 'shapes' })).toBe('paper')
    const begun = { ...followed, from: 'weights.h5', fromChannels: 'bgr' as const }
    expect({ ...begun, ...recipePlan(template, 'general', begun) }).toMatchObject({ from: 'weights.h5' })
    expect(recipeOf(template, begun)).toBe('paper')
    expect(recipeOf(template, { ...followed, labelSmoothing: 0.3 })).toBeUndefined()
    expect(recipeOf(template, { ...followed, ...recipePlan(template, 'general', followed) })).toBe('general')
  })

  test('its source is said in both languages', () => {
    expect(template.recipe!.source.en).toMatch(/\.$/)
    expect(template.recipe!.source.zh).toMatch(/\p{Script=Han}.*。$/u)
  })
})

test.each(Object.keys(templates))('%s begins with small batches where it normalizes by batches', (id) => {
  const opened = newDocument(id)
  if (!opened.ok) throw new Error(opened.failure.message.en)
  const kinds = Object.values(opened.value.nodes).map((node) => node.type === 'layer' && node.kind)
  expect(opened.value.training.batchSize).toBe(kinds.includes('batch-normalization') ? 16 : 64)
})

test.each([
  // The paper's 0.01 for batches of 128.
  [128, 0.01],
  [64, 0.005],
  [1, 0.000078125],
  [512, 0.04],
])('AlexNet’s learning rate for batches of %i', (batchSize, learningRate) => {
  expect(recipePlan(alexnet!, 'paper', plan({ batchSize }))).toMatchObject({
    ...{ optimizer: 'momentum', momentum: 0.9, weightDecay: 0.0005, schedule: 'plateau', learningRate },
  })
})

test('where nobody says which batch, the learning rate is the paper’s', () => {
  expect(recipePlan(xception!, 'paper', plan({ batchSize: 8 }))).toMatchObject({ learningRate: 0.045 })
})

test('LeNet-5 was trained by a rule that is not among ours, so there is no recipe', () => {
  expect(recipePlan(lenet!, 'paper', plan({}))).toBeUndefined()
})

test('the learning rate goes with the batch as long as it is the paper’s', () => {
  const followed = plan({ ...recipePlan(alexnet!, 'paper', plan({ batchSize: 128 })), batchSize: 128 })
  expect(withRecipe(alexnet, followed, { batchSize: 32 })).toEqual({ batchSize: 32, learningRate: 0.0025 })
  expect(withRecipe(alexnet, { ...followed, learningRate: 0.02 }, { batchSize: 32 })).toEqual({ batchSize: 32 })
  expect(withRecipe(alexnet, followed, { epochs: 3 })).toEqual({ epochs: 3 })
  expect(withRecipe(undefined, followed, { batchSize: 32 })).toEqual({ batchSize: 32 })
})
