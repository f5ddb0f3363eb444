import type { Viewport } from '@xyflow/react'
import { topologyOf } from '../../src-core/graph/topology.ts'
import { useEditor } from '../store/editor.ts'
import { useCanvasGraph } from './graph.ts'
import { useHands } from './hands.ts'

interface Surroundings {
  element: HTMLElement
  getViewport(): Viewport
  show(ids: readonly string[]): void
}

/** What the keyboard does on the canvas: go to a node with the focus on it, and ask for a layer to add. */
export function goingHands({ element, getViewport, show }: Surroundings) {
  const goTo = (id: string) => {
    if (Object.hasOwn(useEditor.getState().history.document.nodes, id)) useEditor.getState().select([id])
    show([id])
    focusNode(element, id, 30)
  }
  const quickAdd = () => {
    const { selection, history } = useEditor.getState()
    const { placed } = useCanvasGraph.getState().arrangement
    const [id] = selection
    const isLayer = selection.length === 1 && history.document.nodes[id!]?.type === 'layer'
    const { x, y, zoom } = getViewport()
    const rect = isLayer ? placed.get(id!) : undefined
    if (rect) {
      const at = { x: rect.x * zoom + x, y: (rect.y + rect.height) * zoom + y + 6 }
      // Between a layer and the only one that follows it; a second branch is nothing to make unasked.
      const out = topologyOf(history.document).outOf.get(id!)!
      const place = out.length === 1 ? { onEdge: out[0]!.id } : { wire: { layer: id!, from: 'source' as const } }
      useHands.setState({ quickAdd: { at, ...place } })
      return
    }
    const middle = { x: element.clientWidth / 2, y: element.clientHeight / 3 }
    const spot = { x: (middle.x - x) / zoom, y: (middle.y - y) / zoom }
    useHands.setState({ quickAdd: { at: { x: middle.x - 132, y: middle.y - 60 }, spot } })
  }
  return { goTo, quickAdd }
}

/** A node that was out of sight is in the page only once the view has come to it: asks again for some frames. */
function focusNode(element: HTMLElement, id: string, frames: number): void {
  const node = element.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  if (node) node.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusNode(element, id, frames - 1))
}
