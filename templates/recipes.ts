import { sameJson } from '../src-core/document/same-json.ts'
import { Plan } from '../src-core/training/plan.ts'
import { startKeys } from '../src-core/training/plan/start.ts'
import type { Template } from './define.ts'

/** Ways to train a network that its template brings. */
export const recipeIds = ['general', 'paper'] as const
export type RecipeId = (typeof recipeIds)[number]

/** What a recipe leaves to the person: the data, the weights to begin with, what a batch can hold, where and how long it may run, what is kept. */
const personal = [
  ...['data', 'augmentation', 'batchSize', 'seed', 'limit', 'device'],
  ...startKeys,
  ...['steps', 'monitor', 'keepBest', 'stopAfter', 'checkpointMinutes', 'classWeights'],
] as readonly (keyof Plan)[]

/**
 * A plan's fields as a recipe of a template wants them. A paper's learning rate is for the paper's batches and grows and
 * shrinks with the batch (linear scaling).
 *
 * @returns nothing where the template has no such recipe; `undefined` for a field that has no value
 */
export function recipePlan(template: Template, id: RecipeId, { batchSize }: Plan): Partial<Plan> | undefined {
  if (id === 'paper' && !template.recipe) return undefined
  const plan = Plan.parse((id === 'paper' ? template.recipe!.plan : template.training) ?? {})
  const theirs = id === 'paper' ? template.recipe!.batchSize : undefined
  // Rounded, so that the form shows no more digits than anybody means.
  if (theirs) plan.learningRate = Number(((plan.learningRate * batchSize) / theirs).toPrecision(6))
  const fields = (Object.keys(Plan.shape) as (keyof Plan)[]).filter((field) => !personal.includes(field))
  return Object.fromEntries(fields.map((field) => [field, plan[field]]))
}

/** The recipe that a plan follows in every field but the number of epochs, if it follows one. */
export function recipeOf(template: Template, plan: Plan): RecipeId | undefined {
  return recipeIds.find((id) => {
    const { epochs: _, ...wanted } = recipePlan(template, id, plan) ?? {}
    const fields = Object.keys(wanted) as (keyof typeof wanted)[]
    return fields.length > 0 && fields.every((field) => sameJson(plan[field], wanted[field]))
  })
}

/** A change of a plan with what follows from it: where it has a paper's learning rate, that goes with the batch. */
export function withRecipe(template: Template | undefined, plan: Plan, change: Partial<Plan>): Partial<Plan> {
  if (!template || change.batchSize === undefined || recipeOf(template, plan) !== 'paper') return change
  const { learningRate } = recipePlan(template, 'paper', { ...plan, batchSize: change.batchSize })!
  return { learningRate, ...change }
}
