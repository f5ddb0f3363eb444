import { z } from 'zod'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { CommandOption, Invocation } from './define.ts'
import { readFlag } from './values.ts'

/** A flag of the command line that sets a field of a plan. */
interface PlanFlag {
  field: keyof Plan
  /** `--learning-rate` */
  flag: string
  /** As the command line's parser names it: `learningRate`. */
  option: string
}

/** Its flag is shorter than its name. */
const shorter: Partial<Record<keyof Plan, string>> = { batchSize: 'batch' }

/** What is done to images has parts of its own, and no flag. */
const planFields = (Object.keys(Plan.shape) as (keyof Plan)[]).filter((field) => field !== 'augmentation')

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const planFlags: readonly PlanFlag[] = planFields.map((field) => {
  const option = shorter[field] ?? field
  return { field, flag: `--${kebab(option)}`, option }
})

/** The flags of a plan's fields, with what the form says of them; those of the data and the start are said apart. */
export const planOptions: readonly CommandOption[] = planFlags
  .filter(({ field }) => field !== 'data' && field !== 'from')
  .map(({ field, flag }) => {
    const form = z.toJSONSchema(Plan.shape[field], { io: 'output' })
    const { label, help = label } = z.globalRegistry.get(Plan.shape[field])!
    const values = form.type === 'boolean' ? ['true', 'false'] : (form.enum as string[] | undefined)
    const value = values ? 'value' : form.type === 'integer' ? 'n' : 'x'
    if (!values) return { flag: `${flag} <${value}>`, description: help! }
    const listed = values.join(', ')
    return { flag: `${flag} <${value}>`, description: { en: `${label!.en}: ${listed}`, zh: `${label!.zh}：${listed}` } }
  })

/** What the given flags say of a plan. */
export function readPlan(options: Invocation['options']): Result<Partial<Plan>> {
  const plan: Partial<Record<keyof Plan, unknown>> = {}
  for (const { field, flag, option } of planFlags) {
    if (options[option] === undefined) continue
    const value = readFlag<z.ZodType>(flag, Plan.shape[field], options[option])
    if (!value.ok) return value
    plan[field] = value.value
  }
  return ok(plan as Partial<Plan>)
}
