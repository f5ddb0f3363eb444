import type { Point } from '../../src-core/layout/geometry.ts'
import { useCanvasGraph } from './graph.ts'
import type { VisibleWire } from '../../src-core/layout/visible.ts'

/** The wire under a point of the window that could take what is dragged, as `takes` has it. */
export function wireUnder({ x, y }: Point, takes: (wire: VisibleWire) => boolean): VisibleWire | undefined {
  const { wires } = useCanvasGraph.getState().graph
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id')
    const wire = id ? wires.find((wire) => wire.id === id) : undefined
    if (wire && takes(wire)) return wire
  }
  return undefined
}
