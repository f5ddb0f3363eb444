import { Background, ReactFlow, SelectionMode, useReactFlow, useStore } from '@xyflow/react'
import type { ReactFlowInstance } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { Legend } from '../lens/Legend.tsx'
import { useEditor } from '../store/editor.ts'
import { BlockCard } from './BlockCard.tsx'
import { BlockFrame } from './BlockFrame.tsx'
import { CanvasMenu } from './CanvasMenu.tsx'
import { Chooser } from './Chooser.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { EmptyHint } from './EmptyHint.tsx'
import { isFar } from './far.ts'
import { FarView } from './FarView.tsx'
import type { CanvasEdge, CanvasNode } from './flow.ts'
import { DragHint } from './DragHint.tsx'
import { Ghosts } from './Ghosts.tsx'
import { Guides } from './Guides.tsx'
import { useCanvasGraph } from './graph.ts'
import { hoverWire, useHands } from './hands.ts'
import { LayerCard } from './LayerCard.tsx'
import { MiniMap } from './MiniMap.tsx'
import { OutsideStub } from './OutsideStub.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { connectingHands } from './connecting.ts'
import { controllerOf, listenToWindow } from './controller.ts'
import { draggingHands } from './dragging.ts'
import { droppingHands } from './dropping.ts'
import { goingHands } from './going.ts'
import { listenToKeys } from './keyboard.ts'
import { pressingHands } from './pressing.ts'
import { selectingHands } from './selecting.ts'
import { listenToWheel, zoomLimits } from './wheel.ts'
import { viewportOf } from './viewport.ts'
import type { Whereabouts } from './whereabouts.ts'
import { Wire } from './Wire.tsx'
import { ZoomBar } from './ZoomBar.tsx'

// Made once: React Flow draws every node anew when it gets another object.
const nodeTypes = { layer: LayerCard, block: BlockCard, frame: BlockFrame, outside: OutsideStub }
const edgeTypes = { wire: Wire }
const noNodes: CanvasNode[] = []
const noEdges: CanvasEdge[] = []
const middleButton = [1]
const enterWire = (_: unknown, { id }: CanvasEdge) => hoverWire(id)
const leaveWire = () => hoverWire(undefined)
const addingKeys = ['Shift', 'Meta', 'Control']

/** React Flow with our nodes and wires, and every gesture brought to the commands. */
export function Flow({ element }: { element: HTMLElement }) {
  const graph = useCanvasGraph((canvas) => canvas.graph)
  const nodes = useCanvasGraph((canvas) => canvas.nodes)
  const edges = useCanvasGraph((canvas) => canvas.edges)
  // The canvas stays where it is while something is held over the breadcrumbs, beyond its edge.
  const isOverCrumb = useHands((hands) => hands.hotCrumb !== undefined)
  const flow = useReactFlow()
  const [{ size, firstViewport, controller, dragging, connecting, dropping, selecting, pressing, going }] = useState(
    () => handsOn(element, flow),
  )
  const startsFar = isFar(graph, firstViewport.zoom)
  const far = useStore(({ transform, domNode }) => (domNode ? isFar(graph, transform[2]) : startsFar))
  useEffect(() => {
    const stops = [
      listenToWindow(element, controller),
      listenToWheel(element, flow, controller.moved),
      listenToKeys(element, going),
    ]
    return () => stops.forEach((stop) => stop())
  }, [element, flow, controller, going])
  return (
    <div
      className="canvas-flow"
      {...dropping}
      onDoubleClick={pressing.onDoubleClick}
      onClickCapture={pressing.onClickCapture}
      data-far={far || undefined}
    >
      <ReactFlow
        nodes={far ? noNodes : nodes}
        edges={far ? noEdges : edges}
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
        onNodeContextMenu={pressing.onNodeContextMenu}
        onEdgeContextMenu={pressing.onEdgeContextMenu}
        onPaneContextMenu={pressing.onPaneContextMenu}
        onMoveStart={(event) => event && controller.moved()}
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
        <Background gap={24} size={1.5} color="var(--canvas-dot)" />
        <Ghosts />
        <Guides />
      </ReactFlow>
      {far && <FarView />}
      <DragHint />
      <MiniMap />
      <Legend />
      <ZoomBar />
      <Overlays />
    </div>
  )
}

/** Everything that hands do, made once for the element. */
function handsOn(element: HTMLElement, flow: ReactFlowInstance) {
  const size = { width: element.clientWidth, height: element.clientHeight }
  const whereabouts: Whereabouts = {
    toCanvas: (client) => flow.screenToFlowPosition(client),
    toElement({ x, y }) {
      const box = element.getBoundingClientRect()
      return { x: x - box.left, y: y - box.top }
    },
  }
  const controller = controllerOf(element, flow)
  const { hands: selecting, selectedBefore } = selectingHands(whereabouts)
  return {
    size,
    firstViewport: viewportOf(useCanvasGraph.getState().arrangement.placed.values(), size),
    controller,
    dragging: draggingHands(flow, selectedBefore),
    connecting: connectingHands(whereabouts),
    dropping: droppingHands(whereabouts),
    selecting,
    pressing: pressingHands(whereabouts),
    going: goingHands({ element, getViewport: flow.getViewport, show: controller.show }),
  }
}

function Overlays() {
  const quickAdd = useHands((hands) => hands.quickAdd)
  const chooser = useHands((hands) => hands.chooser)
  const menu = useHands((hands) => hands.menu)
  const isEmpty = useEditor(({ history }) => Object.keys(history.document.nodes).length === 0)
  return (
    <>
      {isEmpty && !quickAdd && <EmptyHint />}
      {quickAdd && <QuickAdd key={`${quickAdd.at.x} ${quickAdd.at.y}`} place={quickAdd} />}
      {chooser && <Chooser key={chooser} what={chooser} />}
      {menu && <CanvasMenu menu={menu} />}
    </>
  )
}
