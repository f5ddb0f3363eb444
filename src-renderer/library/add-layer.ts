import type { LoomDocument } from '../../src-core/document/schema.ts'
import { topologyOf } from '../../src-core/graph/topology.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { layersWithin, selectedOf } from '../inspector/selected.ts'
import { useEditor } from '../store/editor.ts'
import { reveal, useView } from '../store/view.ts'

/** Where a new layer or block goes: part of the input of the commands `addLayer` and `addBlock`. */
export interface Place {
  connectFrom?: string
  onEdge?: string | readonly string[]
  parent?: string
}

/** Adds a layer where a person would go on. */
export function addLayer(kind: LayerKind): void {
  const place = kind.inputs.max === 0 ? placeAlone() : placeToGoOn()
  const { execute } = useEditor.getState()
  const done = execute('addLayer', { kind: kind.kind, ...place })
  if (!done.ok) return sayRefusal(done)
  revealAdded()
}

/** Shows what was just added: it is what is selected. */
export function revealAdded(): void {
  const [added] = useEditor.getState().selection
  if (added !== undefined) reveal(added)
}

/** In the block that is entered, with no wire. */
function placeAlone(): Place {
  const { scope } = useView.getState()
  return scope === '' ? {} : { parent: scope }
}

/**
 * On the selected wire, after what is selected or, with nothing selected, at the end of the block that is entered or
 * of the network.
 */
export function placeToGoOn(): Place {
  const { history, analysis, selection } = useEditor.getState()
  const { document } = history
  const { order, outputs } = analysis
  const { scope } = useView.getState()
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
  if (last === undefined) return placeAlone()
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
