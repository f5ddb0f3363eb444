import { Background, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react'
import type { RefObject } from 'react'
import { useCallback, useState } from 'react'
import type { Point, Size } from '../layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { BlockCard } from './BlockCard.tsx'
import { BlockFrame } from './BlockFrame.tsx'
import { CanvasMenu } from './CanvasMenu.tsx'
import { ConnectionLine } from './ConnectionLine.tsx'
import { EmptyHint } from './EmptyHint.tsx'
import { Ghosts } from './Ghosts.tsx'
import { useCanvasGraph } from './graph.ts'
import { useHands } from './hands.ts'
import { LayerCard } from './LayerCard.tsx'
import { MiniMap } from './MiniMap.tsx'
import { OutsideStub } from './OutsideStub.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { useConnecting } from './use-connecting.ts'
import { useController } from './use-controller.ts'
import { useDragging } from './use-dragging.ts'
import { useDropping } from './use-dropping.ts'
import { useGoing } from './use-going.ts'
import { useKeyboard } from './use-keyboard.ts'
import { usePressing } from './use-pressing.ts'
import { useSelecting } from './use-selecting.ts'
import { useWheel, zoomLimits } from './use-wheel.ts'
import { viewportOf } from './viewport.ts'
import { Wire } from './Wire.tsx'
import { ZoomBar } from './ZoomBar.tsx'

// Made once: React Flow draws every node anew when it gets another object.
const nodeTypes = { layer: LayerCard, block: BlockCard, frame: BlockFrame, outside: OutsideStub }
const edgeTypes = { wire: Wire }
const middleButton = [1]
const addingKeys = ['Shift', 'Meta', 'Control']

interface Props {
  element: RefObject<HTMLDivElement | null>
  /** Of the element when it was first drawn. */
  size: Size
}

/** React Flow with our nodes and wires, and every gesture brought to the commands. */
export function Flow({ element, size }: Props) {
  const nodes = useCanvasGraph((graph) => graph.nodes)
  const edges = useCanvasGraph((graph) => graph.edges)
  const { screenToFlowPosition } = useReactFlow()
  const localPoint = useCallback(
    ({ x, y }: Point) => {
      const box = element.current!.getBoundingClientRect()
      return { x: x - box.left, y: y - box.top }
    },
    [element],
  )
  const controller = useController(element)
  const dragging = useDragging()
  const connecting = useConnecting(localPoint)
  const dropping = useDropping()
  const selecting = useSelecting()
  const pressing = usePressing(localPoint, screenToFlowPosition)
  const going = useGoing(element, controller.show)
  useKeyboard(element, going)
  useWheel(element, controller.moved)
  const [firstViewport] = useState(() => viewportOf(useCanvasGraph.getState().arrangement.placed.values(), size))
  return (
    <div className="canvas-flow" {...dropping} onDoubleClick={pressing.onDoubleClick}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
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
        onNodeDoubleClick={pressing.onNodeDoubleClick}
        onNodeContextMenu={pressing.onNodeContextMenu}
        onEdgeContextMenu={pressing.onEdgeContextMenu}
        onPaneContextMenu={pressing.onPaneContextMenu}
        onMoveStart={(event) => event && controller.moved()}
        connectionLineComponent={ConnectionLine}
        connectionRadius={28}
        reconnectRadius={12}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        selectionKeyCode={null}
        multiSelectionKeyCode={addingKeys}
        panOnDrag={middleButton}
        panActivationKeyCode="Space"
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        nodeDragThreshold={3}
        paneClickDistance={3}
        deleteKeyCode={null}
        edgesFocusable={false}
        disableKeyboardA11y
        attributionPosition="bottom-left"
      >
        <Background gap={24} size={1.5} color="var(--canvas-dot)" />
        <Ghosts />
      </ReactFlow>
      <MiniMap />
      <ZoomBar />
      <Overlays />
    </div>
  )
}

function Overlays() {
  const quickAdd = useHands((hands) => hands.quickAdd)
  const menu = useHands((hands) => hands.menu)
  const isEmpty = useEditor(({ history }) => Object.keys(history.document.nodes).length === 0)
  return (
    <>
      {isEmpty && !quickAdd && <EmptyHint />}
      {quickAdd && <QuickAdd key={`${quickAdd.at.x} ${quickAdd.at.y}`} place={quickAdd} />}
      {menu && <CanvasMenu menu={menu} />}
    </>
  )
}
