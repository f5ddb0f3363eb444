import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import { FamilyMark } from './FamilyMark.tsx'
import { shortName } from './selected.ts'

/** The layers and blocks that stand directly in a block, in the order in which data runs through them. */
export function Members({ block }: { block: string }) {
  const nodes = useEditor((state) => state.history.document.nodes)
  const analysis = useEditor((state) => state.analysis)
  return (
    <ul className="members">
      {membersOf(nodes, analysis, block).map((id) => {
        const node = nodes[id]!
        const shape = analysis.layers.get(id)?.shape ?? analysis.blocks.get(id)?.shape
        return (
          <li key={id}>
            <button type="button" title={id} onClick={() => reveal(id)}>
              <FamilyMark family={node.type === 'layer' ? kindOf(node.kind)?.family : undefined} />
              <span className="member-name">
                {node.type === 'block' ? (node.title ?? shortName(id)) : shortName(id)}
              </span>
              <span className="member-shape">{shape && formatShape(shape)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function membersOf(nodes: LoomDocument['nodes'], { order }: Analysis, block: string): string[] {
  const members = new Set<string>()
  for (const layer of order) {
    let at: string | undefined = layer
    // A file could say that blocks lie in each other: no way up is longer than there are nodes.
    for (let up = 0; at !== undefined && nodes[at]?.parent !== block && up < order.length; up++) at = nodes[at]?.parent
    if (at !== undefined && nodes[at]?.parent === block) members.add(at)
  }
  return [...members]
}
