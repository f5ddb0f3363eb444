import type { Point } from '../layout/geometry.ts'
import { useCanvasGraph } from './graph.ts'

interface Wanted {
  /** A node whose own wires do not count. */
  notAt?: string
  /** The frame, or the top level where it is absent, that must hold both ends. Any does where this is not said. */
  level?: string
}

/** The wire under a point of the window that a layer can be put on: one that is a single wire of the document. */
export function wireUnder({ x, y }: Point, wanted: Wanted = {}): string | undefined {
  const { wires } = useCanvasGraph.getState().graph
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id')
    const wire = id && wires.find((wire) => wire.id === id)
    if (!wire || wire.edges.length !== 1) continue
    if (wire.source === wanted.notAt || wire.target === wanted.notAt) continue
    if ('level' in wanted && wire.level !== wanted.level) continue
    return wire.id
  }
  return undefined
}
