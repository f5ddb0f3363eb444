import type { LoomDocument } from '../../src-core/document/schema.ts'
import { withContents } from '../../src-core/commands/delete.ts'

/** What is selected, by what it is. */
export interface Selected {
  layers: string[]
  blocks: string[]
  wires: string[]
}

/** Sorts selected ids; those that are no more are left out. */
export function selectedOf({ nodes, edges }: LoomDocument, selection: readonly string[]): Selected {
  const selected: Selected = { layers: [], blocks: [], wires: [] }
  for (const id of selection) {
    if (Object.hasOwn(edges, id)) selected.wires.push(id)
    else if (Object.hasOwn(nodes, id)) selected[nodes[id]!.type === 'layer' ? 'layers' : 'blocks'].push(id)
  }
  return selected
}

/** The selected layers and those inside selected blocks, each once. */
export const layersWithin = ({ nodes }: LoomDocument, { layers, blocks }: Selected): string[] =>
  [...withContents(nodes, [...layers, ...blocks])].filter((id) => nodes[id]!.type === 'layer')

/** `c1` of `features/c1`. */
export const shortName = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

/** `features/` of `features/c1`. */
export const pathBefore = (id: string): string => id.slice(0, id.lastIndexOf('/') + 1)
