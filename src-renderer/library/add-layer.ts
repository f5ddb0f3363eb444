import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { topologyOf } from '../../src-core/graph/topology.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { layersWithin, selectedOf } from '../inspector/selected.ts'
import { useEditor } from '../store/editor.ts'
import { reveal, useView } from '../store/view.ts'

/** Where a new layer goes: part of the input of the command `addLayer`. */
interface Place {
  connectFrom?: string
  onEdge?: string
  parent?: string
}

/**
 * Adds a layer where a person would go on: on the selected wire, after what is selected or, with nothing selected, at
 * the end of the block that is entered or of the network.
 */
export function addLayer(kind: LayerKind): void {
  const { history, analysis, selection, execute } = useEditor.getState()
  const place = placeFor(kind, history.document, analysis, selection, useView.getState().scope)
  const done = execute('addLayer', { kind: kind.kind, ...place })
  if (!done.ok) return sayRefusal(done)
  const [added] = useEditor.getState().selection
  if (added !== undefined) reveal(added)
}

function placeFor(
  kind: LayerKind,
  document: LoomDocument,
  { order, outputs }: Analysis,
  selection: readonly string[],
  scope: string,
): Place {
  const within = scope === '' ? {} : { parent: scope }
  if (kind.inputs.max === 0) return within
  const selected = selectedOf(document, selection)
  if (selected.wires.length === 1 && selection.length === 1) return { onEdge: selected.wires[0]! }

  const isNothing = selected.layers.length + selected.blocks.length === 0
  const candidates = new Set(
    !isNothing
      ? layersWithin(document, selected)
      : scope !== ''
        ? layersWithin(document, { layers: [], blocks: [scope], wires: [] })
        : outputs,
  )
  const last = order.findLast((id) => candidates.has(id))
  if (last === undefined) return within
  // In one block with the layer it follows; what follows a block stands beside it.
  const isInside = isNothing ? scope !== '' : selected.layers.includes(last)
  const parent = isInside ? (isNothing ? scope : document.nodes[last]!.parent) : undefined
  return { ...after(document, last), ...(parent !== undefined && { parent }) }
}

/** On the one wire that leaves a layer, so that a chain stays one; a branch of its own where there are none or several. */
function after(document: LoomDocument, id: string): Place {
  const wires = topologyOf(document).outOf.get(id) ?? []
  return wires.length === 1 ? { onEdge: wires[0]!.id } : { connectFrom: id }
}
