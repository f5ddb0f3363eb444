import { z } from 'zod'
import { LoomDocument } from '../document/schema.ts'
import { integrityProblem } from '../document/integrity.ts'
import { defineCommand } from './define.ts'

/** Puts another network in the place of this one: a template, or the same one with other options. */
export const replaceNetwork = defineCommand({
  id: 'replaceNetwork',
  label: ({ template }) => ({ en: `Build ${template}`, zh: `生成 ${template}` }),
  input: z.strictObject({
    template: z.string(),
    options: z.record(z.string(), z.json()),
    nodes: LoomDocument.shape.nodes,
    edges: LoomDocument.shape.edges,
  }),
  apply(draft, { template, options, nodes, edges }) {
    const problem = integrityProblem({ nodes, edges })
    if (problem) return problem
    draft.template = { id: template, options }
    draft.nodes = nodes
    draft.edges = edges
    draft.layout = {}
  },
})
