import { create } from 'zustand'
import type { Point } from '../../src-core/layout/geometry.ts'
import type { Guide } from './aligning.ts'

/** A wire that hangs at one end: the layer it is drawn from and from which side. */
export interface LooseWire {
  layer: string
  from: 'source' | 'target'
}

/** What is asked where a layer is to be added. */
export interface QuickAddPlace {
  /** Where the list opens, in pixels of the canvas's own element. */
  at: Point
  /** Where the layer goes, on the canvas; the layout finds a place without it. */
  spot?: Point
  wire?: LooseWire
  /** A wire of the document to insert it into, or all those that one wire in sight stands for. */
  onEdge?: string | readonly string[]
}

export interface MenuPlace {
  /** In pixels of the window. */
  at: Point
  on: 'node' | 'wire' | 'canvas'
  /** Where the canvas was pressed, for what is added there. */
  quickAdd: QuickAddPlace
}

/** What is said at the pointer while something is dragged: what would become of it. */
export interface DragHint {
  what: 'wire' | 'block' | 'pull-out'
  /** In pixels of the window. */
  at: Point
  /** The block that it would come into; `''` is the whole network. */
  block: string | undefined
  /** What is dragged, or the first of several. */
  from: string
}

/** What hands are doing on the canvas just now; none of it is the document's. */
interface Hands {
  /** The wire under the pointer. */
  hoveredWire: string | undefined
  /** The wire that what is held would be put on. */
  hotWire: string | undefined
  /** The block that it would go into; `''` is the whole network. */
  hotBlock: string | undefined
  /** The block whose breadcrumb it is held over, where it would go there. */
  hotCrumb: string | undefined
  /** Nodes are dragged; breadcrumbs take them. */
  isDragging: boolean
  /** What is dragged stands in line with something along these. */
  guides: readonly Guide[]
  dragHint: DragHint | undefined
  /** Nodes in sight that the wire being drawn cannot be joined to. */
  refusing: ReadonlySet<string>
  /** What stays where it is while a copy of it is dragged. */
  ghosts: readonly string[]
  quickAdd: QuickAddPlace | undefined
  /** What is asked about the selection: the block to go into, the kind to be instead, how often to be there. */
  chooser: 'block' | 'kind' | 'times' | undefined
  menu: MenuPlace | undefined
}

export const noGuides: readonly Guide[] = []
export const noNodes: ReadonlySet<string> = new Set()

/** What hands show of nodes that are dragged, while none are. */
export const nothingDragged = {
  hotWire: undefined,
  hotBlock: undefined,
  hotCrumb: undefined,
  isDragging: false,
  guides: noGuides,
  dragHint: undefined,
  ghosts: [],
} satisfies Partial<Hands>

export const useHands = create<Hands>(() => ({
  ...nothingDragged,
  hoveredWire: undefined,
  refusing: noNodes,
  quickAdd: undefined,
  chooser: undefined,
  menu: undefined,
}))

export const hoverWire = (hoveredWire: string | undefined): void => useHands.setState({ hoveredWire })

export function heat(hotWire: string | undefined): void {
  if (useHands.getState().hotWire !== hotWire) useHands.setState({ hotWire })
}
