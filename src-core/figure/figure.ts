import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import { arranger } from '../layout/arrangement.ts'
import type { Arrangement } from '../layout/arrangement.ts'
import { around } from '../layout/geometry.ts'
import type { Point, Rect } from '../layout/geometry.ts'
import { visibleGraph } from '../layout/visible.ts'
import type { VisibleGraph } from '../layout/visible.ts'
import type { Locale, Text } from '../text.ts'
import { blockPart, framePart, frameTitle, layerPart, outsidePart, stackHeight } from './cards.ts'
import { legendOf } from './legend.ts'
import type { FigurePart, FigureWire } from './marks.ts'
import { partOf } from './part.ts'
import { figureWire } from './wires.ts'

/**
 * A drawing of a network for a paper, as plain boxes, lines and words: whoever writes SVG or PDF needs to know nothing of
 * networks. Lengths are CSS pixels (96 to the inch); drawn in the order of its parts.
 */
export interface Figure {
  width: number
  height: number
  /** Unfolded blocks, outer ones first, without their titles. */
  frames: readonly FigurePart[]
  wires: readonly FigureWire[]
  /** Layers, folded blocks and the titles of frames. */
  cards: readonly FigurePart[]
  legend: readonly FigurePart[]
}

export interface FigureOptions {
  analysis: Analysis
  locale: Locale
  /** The block to draw from inside, with what it is joined to; `''` is the whole network. */
  scope?: string
  /** Draws these nodes alone, with all that is in them and the wires among them. */
  only?: readonly string[]
  legend?: boolean
}

const margin = 20

/** Draws what the canvas would show: blocks folded as the document has them, cards where a person or the layout put them. */
export function figureOf(document: LoomDocument, options: FigureOptions): Figure {
  const { scope = '', only, legend = true } = options
  const shown = only ? partOf(document, only) : document
  const graph = visibleGraph(shown, only ? '' : scope)
  const arrangement = arranger()(graph, shown.layout)
  return drawn(document, { graph, arrangement }, { ...options, legend })
}

interface Sight {
  graph: VisibleGraph
  arrangement: Arrangement
}

function drawn(document: LoomDocument, sight: Sight, { analysis, locale, legend }: FigureOptions): Figure {
  const { graph, arrangement } = sight
  const bounds = around(extents(sight)) ?? { x: 0, y: 0, width: 0, height: 0 }
  const by = { x: margin - bounds.x, y: margin - bounds.y }
  const words = { document, analysis, t: (text: Text) => text[locale] }
  const rectOf = (id: string): Rect => moved(arrangement.placed.get(id)!, by)
  const frames: FigurePart[] = []
  const cards: FigurePart[] = []
  const entries = entriesOf(sight)
  const depths = new Map<string | undefined, number>()
  for (const node of graph.nodes) {
    const rect = rectOf(node.id)
    if (node.show === 'layer') cards.push(layerPart(node.id, rect, words))
    if (node.show === 'block') cards.push(blockPart(node.id, rect, words))
    if (node.show === 'outside') cards.push(outsidePart(node, rect, words))
    if (node.show === 'frame') {
      const depth = (depths.get(node.frame) ?? -1) + 1
      depths.set(node.id, depth)
      frames.push(framePart(node.id, rect, depth))
      const crossings = (entries.get(node.id) ?? []).map((x) => x + by.x)
      cards.push(frameTitle(node.id, { rect, depth, crossings }, words))
    }
  }
  const drawing = {
    width: Math.ceil(bounds.width + 2 * margin),
    height: Math.ceil(bounds.height + 2 * margin),
    frames,
    wires: graph.wires.map((wire) => figureWire(wire, sight, by)),
    cards,
  }
  const explained = legend
    ? legendOf({ graph, analysis, t: words.t }, { margin, width: drawing.width, top: drawing.height })
    : undefined
  return { ...drawing, legend: [], ...explained }
}

/** Where wires come into each frame from above, along x. */
function entriesOf({ graph, arrangement }: Sight): Map<string, number[]> {
  const frameOf = new Map(graph.nodes.map(({ id, frame }) => [id, frame]))
  const entries = new Map<string, number[]>()
  for (const { id, target, to } of graph.wires) {
    const through = arrangement.routes.get(id)?.through ?? []
    for (let child = target; child !== to;) {
      const frame = frameOf.get(child)!
      const { y } = arrangement.placed.get(frame)!
      const xs = through.filter((point) => point.y === y).map(({ x }) => x)
      entries.set(frame, [...(entries.get(frame) ?? []), ...xs])
      child = frame
    }
  }
  return entries
}

const moved = ({ x, y, width, height }: Rect, by: Point): Rect => ({ x: x + by.x, y: y + by.y, width, height })

/** All that the drawing must have room for. A curve stays among the points that shape it. */
function* extents({ graph, arrangement }: Sight): Iterable<Rect> {
  for (const { id, show } of graph.nodes) {
    const rect = arrangement.placed.get(id)!
    yield show === 'block' ? { ...rect, height: rect.height + stackHeight } : rect
  }
  for (const wire of graph.wires) {
    const { d } = figureWire(wire, { graph, arrangement }, { x: 0, y: 0 })
    for (const [, x, y] of d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g))
      yield { x: Number(x), y: Number(y), width: 0, height: 0 }
  }
}
