import type { ReactFlowInstance } from '@xyflow/react'
import { connectingHands } from './connecting.ts'
import { controllerOf } from './controller.ts'
import { sayAt } from './detail.ts'
import { draggingHands } from './dragging.ts'
import { droppingHands } from './dropping.ts'
import { goingHands } from './going.ts'
import { useCanvasGraph } from './graph.ts'
import { viewMoves } from './moving-view.ts'
import { pressingHands } from './pressing.ts'
import { selectingHands } from './selecting.ts'
import { viewportOf } from './viewport.ts'
import type { Whereabouts } from './whereabouts.ts'

export type HandsOn = ReturnType<typeof handsOn>

/** Everything that hands do, made once for the element. */
export function handsOn(element: HTMLElement, flow: ReactFlowInstance) {
  const size = { width: element.clientWidth, height: element.clientHeight }
  const whereabouts: Whereabouts = {
    toCanvas: (client) => flow.screenToFlowPosition(client),
    toClient: (spot) => flow.flowToScreenPosition(spot),
    middle() {
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    },
    toElement({ x, y }) {
      const box = element.getBoundingClientRect()
      return { x: x - box.left, y: y - box.top }
    },
  }
  const controller = controllerOf(element, flow)
  /** A hand moves the view. */
  const moves = () => {
    controller.moved()
    viewMoves()
  }
  const { hands: selecting, selectedBefore } = selectingHands(whereabouts)
  const firstViewport = viewportOf(useCanvasGraph.getState().arrangement.placed.values(), size)
  sayAt(firstViewport.zoom)
  return {
    size,
    firstViewport,
    controller,
    moves,
    viewing: { onMove: (event: unknown) => void (event && moves()) },
    dragging: draggingHands(flow, selectedBefore),
    connecting: connectingHands(whereabouts),
    dropping: droppingHands(whereabouts),
    selecting,
    pressing: pressingHands(whereabouts),
    going: goingHands({ element, getViewport: flow.getViewport, show: controller.show }),
  }
}
