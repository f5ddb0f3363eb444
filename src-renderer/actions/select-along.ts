import { ArrowDownToLine, ArrowUpToLine } from 'lucide-react'
import { layersWithin } from '../../src-core/commands/delete.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { downstream, topologyOf, upstream } from '../../src-core/graph/topology.ts'
import { useCanvasGraph } from '../canvas/graph.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Selects nodes with all that leads to them or follows them, as far as it is in sight: of a folded block the block. */
export function selectAlong(ids: readonly string[], way: 'upstream' | 'downstream'): void {
  const { history, select } = useEditor.getState()
  const { nodes } = history.document
  const layers = layersWithin(nodes, ids)
  const along = (way === 'upstream' ? upstream : downstream)(topologyOf(history.document), layers)
  const shown = new Map(useCanvasGraph.getState().graph.nodes.map(({ id, show }) => [id, show]))
  const inSight = [...along].flatMap((id) => {
    if (shown.get(id) === 'layer') return id
    return blocksAround(nodes, id).find((block) => shown.get(block) === 'block') ?? []
  })
  select([...new Set([...ids, ...inSight])])
}

const enabled = () => unlessEmpty(selectedNodes(), noLayerSelected)

export const selectUpstream = defineAction({
  id: 'select-upstream',
  label: { en: 'Select all that leads here', zh: '选择上游' },
  icon: ArrowUpToLine,
  keys: ['['],
  enabled,
  run: () => selectAlong(selectedNodes(), 'upstream'),
})

export const selectDownstream = defineAction({
  id: 'select-downstream',
  label: { en: 'Select all that follows', zh: '选择下游' },
  icon: ArrowDownToLine,
  keys: [']'],
  enabled,
  run: () => selectAlong(selectedNodes(), 'downstream'),
})
