import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { Legend } from '../lens/Legend.tsx'
import { useEditor } from '../store/editor.ts'
import { CanvasMenu } from './CanvasMenu.tsx'
import { Chooser } from './Chooser.tsx'
import { listenToWindow } from './controller.ts'
import { sayAt } from './detail.ts'
import { DragHint } from './DragHint.tsx'
import { Drawing } from './Drawing.tsx'
import { EmptyHint } from './EmptyHint.tsx'
import { isFar } from './far.ts'
import { FarView } from './FarView.tsx'
import { useCanvasGraph } from './graph.ts'
import { useHands } from './hands.ts'
import { handsOn } from './hands-on.ts'
import { listenToKeys } from './keyboard.ts'
import { MiniMap } from './MiniMap.tsx'
import { isWhole, useParts } from './parts.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { listenToWheel } from './wheel.ts'
import { ZoomBar } from './ZoomBar.tsx'

/** The graph with what lies over it, and every gesture brought to the commands. */
export function Flow({ element }: { element: HTMLElement }) {
  const graph = useCanvasGraph((canvas) => canvas.graph)
  const flow = useReactFlow()
  const store = useStoreApi()
  const [hands] = useState(() => {
    store.setState({ updateNodeInternals: measureNothing })
    return handsOn(element, flow)
  })
  const { controller, moves, dropping, pressing, going } = hands
  const startsFar = isFar(graph, hands.firstViewport.zoom)
  const far = useStore(({ transform, domNode }) => (domNode ? isFar(graph, transform[2]) : startsFar))
  const shown = useParts(far, graph)
  const isPicture = !isWhole(shown)
  const isOnWire = useHands(({ hotWire }) => hotWire !== undefined)
  useEffect(() => {
    const stops = [
      listenToWindow(element, controller),
      listenToWheel(element, flow, moves),
      store.subscribe(({ transform }) => sayAt(transform[2])),
      listenToKeys(element, { ...going, menu: pressing.onKeyMenu }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [element, flow, store, controller, moves, going, pressing])
  return (
    <div
      className="canvas-flow"
      {...dropping}
      onDoubleClick={pressing.onDoubleClick}
      onClickCapture={pressing.onClickCapture}
      data-far={isPicture || undefined}
      data-on-wire={isOnWire || undefined}
    >
      <Drawing shown={shown} hands={hands} />
      {isPicture && <FarView />}
      <DragHint />
      <MiniMap />
      <Legend />
      <ZoomBar />
      <Overlays />
    </div>
  )
}

/**
 * In the place of React Flow's measuring of each card that comes into sight, for which it goes through all nodes: sizes
 * and places of handles are known before anything is drawn.
 */
const measureNothing = () => undefined

function Overlays() {
  const quickAdd = useHands((hands) => hands.quickAdd)
  const chooser = useHands((hands) => hands.chooser)
  const menu = useHands((hands) => hands.menu)
  const nodes = useEditor(({ history }) => history.document.nodes)
  const isEmpty = Object.keys(nodes).length === 0
  return (
    <>
      {isEmpty && !quickAdd && <EmptyHint />}
      {quickAdd && <QuickAdd key={`${quickAdd.at.x} ${quickAdd.at.y}`} place={quickAdd} />}
      {chooser && <Chooser key={chooser} what={chooser} />}
      {menu && <CanvasMenu menu={menu} />}
    </>
  )
}
