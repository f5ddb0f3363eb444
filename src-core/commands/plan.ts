import { original } from 'immer'
import { z } from 'zod'
import type { LoomDocument } from '../document/schema.ts'
import { labelOf, paramProblems } from '../graph/param-problems.ts'
import { Plan } from '../training/plan.ts'
import { defineCommand } from './define.ts'

/** Changes some of how the network is to be trained; `undefined` puts a field back to its default. */
export const setPlan = defineCommand({
  id: 'setPlan',
  label: ({ plan }) => {
    const labels = Object.keys(plan).map((field) => labelOf(Plan, field))
    return {
      en: `Set ${labels.map(({ en }) => en.toLowerCase()).join(', ')}`,
      zh: `设置${labels.map(({ zh }) => zh).join('、')}`,
    }
  },
  // Not `Plan.partial()`: it would fill in the defaults of what is not said.
  input: z.strictObject({ plan: z.record(z.string(), z.unknown()) }),
  apply(draft, { plan }) {
    const wanted = { ...(original(draft) as LoomDocument).training, ...plan }
    const parsed = Plan.safeParse(wanted)
    if (!parsed.success) return paramProblems(Plan, wanted, parsed.error)[0]!.message
    for (const field of Object.keys(plan) as (keyof Plan)[]) {
      const value = parsed.data[field]
      if (value === undefined) delete draft.training[field]
      else if (draft.training[field] !== value) Object.assign(draft.training, { [field]: value })
    }
  },
})
