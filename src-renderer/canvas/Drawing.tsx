import { ReactFlow, SelectionMode } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { BlockCard } from './BlockCard.tsx'
import { BlockFrame } from './BlockFrame.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { Dots } from './Dots.tsx'
import type { CanvasEdge } from './flow.ts'
import { Ghosts } from './Ghosts.tsx'
import { Guides } from './Guides.tsx'
import { useCanvasGraph } from './graph.ts'
import { hoverWire, useHands } from './hands.ts'
import type { HandsOn } from './hands-on.ts'
import { LayerCard } from './LayerCard.tsx'
import { OutsideStub } from './OutsideStub.tsx'
import { edgesOf, nodesOf } from './parts.ts'
import { zoomLimits } from './wheel.ts'
import { Wire } from './Wire.tsx'

// Made once, as the hands are: React Flow draws every node anew when it gets another object.
const nodeTypes = { layer: LayerCard, block: BlockCard, frame: BlockFrame, outside: OutsideStub }
const edgeTypes = { wire: Wire }
const middleButton = [1]
const enterWire = (_: unknown, { id }: CanvasEdge) => hoverWire(id)
const leaveWire = () => hoverWire(undefined)
const addingKeys = ['Shift', 'Meta', 'Control']

interface Props {
  /** How many parts of the network are in the page. */
  shown: number
  hands: HandsOn
}

/** React Flow with our nodes and wires: all that is drawn anew while something moves. */
export const Drawing = memo(function Drawing({ shown, hands }: Props) {
  const { size, firstViewport, viewing, dragging, connecting, selecting, pressing } = hands
  const all = useCanvasGraph((canvas) => canvas.nodes)
  const edges = useCanvasGraph((canvas) => canvas.edges)
  const nodes = useMemo(() => nodesOf(all, shown), [all, shown])
  // The canvas stays where it is while something is held over the breadcrumbs, beyond its edge.
  const isOverCrumb = useHands((hands) => hands.hotCrumb !== undefined)
  return (
    <ReactFlow
      nodes={nodes}
      edges={edgesOf(edges, shown)}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      defaultViewport={firstViewport}
      width={size.width}
      height={size.height}
      minZoom={zoomLimits.min}
      maxZoom={zoomLimits.max}
      onlyRenderVisibleElements
      zIndexMode="manual"
      {...dragging}
      {...connecting}
      {...selecting}
      onEdgeClick={pressing.onEdgeClick}
      // The whole of it, with the rings at its ends by which it is taken: a short one has little else.
      onEdgeMouseEnter={enterWire}
      onEdgeMouseLeave={leaveWire}
      onNodeDoubleClick={pressing.onNodeDoubleClick}
      onEdgeDoubleClick={pressing.onEdgeDoubleClick}
      onNodeContextMenu={pressing.onNodeContextMenu}
      onEdgeContextMenu={pressing.onEdgeContextMenu}
      onPaneContextMenu={pressing.onPaneContextMenu}
      {...viewing}
      connectionLineComponent={ConnectionLine}
      connectionRadius={28}
      reconnectRadius={18}
      selectionOnDrag
      selectionMode={SelectionMode.Partial}
      selectionKeyCode={null}
      multiSelectionKeyCode={addingKeys}
      panOnDrag={middleButton}
      panActivationKeyCode="Space"
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      nodeDragThreshold={2}
      autoPanOnNodeDrag={!isOverCrumb}
      paneClickDistance={3}
      deleteKeyCode={null}
      edgesFocusable={false}
      disableKeyboardA11y
      attributionPosition="bottom-left"
    >
      <Dots />
      <Ghosts />
      <Guides />
    </ReactFlow>
  )
})
