import type { DragEvent } from 'react'
import { edit } from '../actions/edit.ts'
import { addBlockAt } from '../library/add-block.ts'
import { blockDragType, kindDragType } from '../library/drag.ts'
import type { Point } from '../../src-core/layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useCanvasGraph } from './graph.ts'
import { heat, noNodes, useHands } from './hands.ts'
import type { LooseWire } from './hands.ts'
import { takesInto } from './landing.ts'
import { frameAt, positionIn } from '../../src-core/layout/places.ts'
import { cardSizes } from '../../src-core/layout/sizes.ts'
import type { VisibleWire } from '../../src-core/layout/visible.ts'
import type { Whereabouts } from './whereabouts.ts'
import { wireUnder } from './wire-under.ts'

/** Dropping a kind of layer or block from the library: onto a wire to insert it, elsewhere to have it there. */
export function droppingHands({ toCanvas }: Whereabouts) {
  const client = (event: DragEvent) => ({ x: event.clientX, y: event.clientY })
  return {
    onDragOver(event: DragEvent) {
      const { types } = event.dataTransfer
      if (!types.includes(kindDragType) && !types.includes(blockDragType)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      heat(wireUnder(client(event), isOne)?.id)
    },
    onDragLeave: () => heat(undefined),
    onDrop(event: DragEvent) {
      const kind = event.dataTransfer.getData(kindDragType)
      const block = event.dataTransfer.getData(blockDragType)
      if (!kind && !block) return
      event.preventDefault()
      const { hotWire } = useHands.getState()
      heat(undefined)
      const wire = useCanvasGraph.getState().graph.wires.find(({ id }) => id === hotWire)
      const { width, height } = block ? cardSizes.block : cardSizes.layer
      const middle = toCanvas(client(event))
      const spot = { x: middle.x - width / 2, y: middle.y - height / 2 }
      const place = wire ? { onEdge: wire.edges } : placeAt(spot)
      if (block) addBlockAt(block, place)
      else edit('addLayer', { kind, ...place })
      event.currentTarget.closest<HTMLElement>('[data-area]')?.focus({ preventScroll: true })
    },
  }
}

const isOne = (wire: VisibleWire) => takesInto(useEditor.getState().history, wire, noNodes)

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
