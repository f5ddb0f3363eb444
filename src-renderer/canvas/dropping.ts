import type { DragEvent } from 'react'
import { edit } from '../actions/edit.ts'
import { kindDragType } from '../library/drag.ts'
import type { Point } from '../layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useCanvasGraph } from './graph.ts'
import { heat, useHands } from './hands.ts'
import type { LooseWire } from './hands.ts'
import { frameAt, positionIn } from './places.ts'
import { cardSizes } from './sizes.ts'
import type { Whereabouts } from './whereabouts.ts'
import { wireUnder } from './wire-under.ts'

/** Dropping a kind of layer from the library: onto a wire to insert it, elsewhere to have it there. */
export function droppingHands({ toCanvas }: Whereabouts) {
  const client = (event: DragEvent) => ({ x: event.clientX, y: event.clientY })
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes(kindDragType)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      heat(wireUnder(client(event)))
    },
    onDragLeave: () => heat(undefined),
    onDrop(event: DragEvent) {
      const kind = event.dataTransfer.getData(kindDragType)
      if (!kind) return
      event.preventDefault()
      const { hotWire } = useHands.getState()
      heat(undefined)
      const wire = useCanvasGraph.getState().graph.wires.find(({ id }) => id === hotWire)
      const { width, height } = cardSizes.layer
      const middle = toCanvas(client(event))
      const spot = { x: middle.x - width / 2, y: middle.y - height / 2 }
      if (wire) edit('addLayer', { kind, onEdge: wire.edges[0] })
      else edit('addLayer', { kind, ...placeAt(spot) })
      event.currentTarget.closest<HTMLElement>('[data-area]')?.focus({ preventScroll: true })
    },
  }
}

/** The block and the position in it for a new layer at a place of the canvas, joined to `wire` where there is one. */
export function placeAt(spot: Point, wire?: LooseWire) {
  const { graph, arrangement } = useCanvasGraph.getState()
  const { scope } = useView.getState()
  const { nodes } = useEditor.getState().history.document
  const around = wire && nodes[wire.layer]?.parent
  const parent = frameAt(graph, arrangement, spot) ?? (scope || around)
  // A block that is folded has no places to speak of.
  const isSeen = parent === undefined || parent === scope || arrangement.placed.has(parent)
  return { parent, ...(isSeen && { position: positionIn(arrangement, parent, spot) }) }
}
