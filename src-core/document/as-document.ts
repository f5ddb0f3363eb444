import { Plan } from '../training/plan.ts'
import { documentVersion } from './schema.ts'
import type { LoomDocument } from './schema.ts'

/** A new document of a graph, with no card placed by hand; `plan` says what differs from the plan's defaults. */
export const asDocument = (
  { nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>,
  plan: Partial<Plan> = {},
): LoomDocument => ({
  format: 'layerloom',
  version: documentVersion,
  nodes,
  edges,
  layout: {},
  training: Plan.parse(plan),
})
