import type { Viewport } from '@xyflow/react'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Point, Rect, Size } from '../../src-core/layout/geometry.ts'
import { overlap } from '../../src-core/layout/geometry.ts'
import { lensStep, worstWithin } from '../lens/step.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import type { Lens } from '../store/view.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { isLarge, useCanvasGraph } from './graph.ts'
import { lineOf } from './lines.ts'
import { sightOf } from './viewport.ts'
import { blockTitle } from '../../src-core/layout/words.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'

/** Below this zoom names cannot be read any more. */
const farZoom = 0.36

/** Whether a network is drawn as one picture. */
export const isFar = (graph: VisibleGraph, zoom: number): boolean => zoom < farZoom && isLarge(graph)

/** The node at a point of the canvas; the innermost, frames by their titles alone. */
export function nodeAt({ x, y }: Point): string | undefined {
  const { graph, arrangement } = useCanvasGraph.getState()
  const at = { x, y, width: 0.01, height: 0.01 }
  return graph.nodes.findLast(({ id, show }) => {
    const rect = arrangement.placed.get(id)!
    return overlap(at, show === 'frame' ? { ...rect, height: 36 } : rect)
  })?.id
}

/** Cards that a box between two points of the canvas touches. */
export function nodesIn(a: Point, b: Point): string[] {
  const { graph, arrangement } = useCanvasGraph.getState()
  const box = {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
  const isCard = (show: string) => show === 'layer' || show === 'block'
  return graph.nodes.flatMap(({ id, show }) => (isCard(show) && overlap(box, arrangement.placed.get(id)!) ? id : []))
}

/** Gives the function that draws a network as it looks from afar, in the colours of now. */
export function farPainter(canvas: HTMLCanvasElement) {
  const pen = canvas.getContext('2d')!
  const colour = coloursOf(canvas)
  const { fontFamily } = getComputedStyle(canvas)
  let lines: { arrangement: Arrangement; path: Path2D } | undefined

  return (viewport: Viewport, size: Size): void => {
    const { graph, arrangement } = useCanvasGraph.getState()
    const { analysis, selection } = useEditor.getState()
    const density = devicePixelRatio
    canvas.width = size.width * density
    canvas.height = size.height * density
    const { x, y, zoom } = viewport
    pen.setTransform(density * zoom, 0, 0, density * zoom, density * x, density * y)
    const sight = sightOf(viewport, size)
    const inSight = graph.nodes.filter(({ id }) => overlap(sight, arrangement.placed.get(id)!))

    for (const { id, show } of inSight) if (show === 'frame') paintFrame(id, arrangement.placed.get(id)!)
    if (lines?.arrangement !== arrangement) lines = { arrangement, path: allLines(graph, arrangement) }
    pen.strokeStyle = colour('--far-line')
    // Thin, but never thinner than can be seen.
    pen.lineWidth = Math.max(1.5, 0.6 / zoom)
    pen.stroke(lines.path)
    const { lens } = useView.getState()
    // Many cards in full colour would shout.
    pen.globalAlpha = lens ? 1 : 0.75
    for (const { id, show } of inSight) {
      if (show === 'frame') continue
      const { x, y, width, height } = arrangement.placed.get(id)!
      pen.fillStyle = colour(cardColour(analysis, id, lens))
      pen.fillRect(x, y, width, height)
    }
    pen.globalAlpha = 1
    paintSelected(new Set(selection))

    function paintFrame(id: string, { x, y, width, height }: Rect): void {
      pen.fillStyle = colour('--far-frame')
      pen.fillRect(x, y, width, height)
      pen.strokeStyle = colour('--line-strong')
      pen.lineWidth = 1 / zoom
      pen.strokeRect(x, y, width, height)
      const letters = 30
      if (letters * zoom < 7) return
      const node = useEditor.getState().history.document.nodes[id]
      const title = node?.type === 'block' ? blockTitle(id, node) : id
      pen.fillStyle = colour('--text')
      pen.font = `600 ${letters}px ${fontFamily}`
      pen.fillText(title, x + 16, y + 34, width - 32)
    }

    function paintSelected(selected: ReadonlySet<string>): void {
      pen.strokeStyle = colour('--accent')
      pen.lineWidth = 2.5 / zoom
      for (const { id } of inSight) {
        if (!selected.has(id)) continue
        const { x, y, width, height } = arrangement.placed.get(id)!
        pen.strokeRect(x, y, width, height)
      }
    }
  }
}

/** The colour, by its name in the style sheet, in which a card is drawn where nothing of it can be read. */
export function cardColour(analysis: Analysis, id: string, lens: Lens | undefined): string {
  if (lens) return `--lens-${lensStep(analysis, id, lens)}`
  if (worstWithin(analysis, id) === 'error') return '--danger'
  const layer = analysis.layers.get(id)
  const family = layer && kindOf(layer.kind)?.family
  return family ? `--family-${family}` : '--text-faint'
}

const allLines = ({ wires }: VisibleGraph, arrangement: Arrangement): Path2D =>
  new Path2D(wires.map((wire) => lineOf(wire, arrangement)).join(''))

/** Reads each colour of the style sheet once, as it is now; a canvas knows neither variables nor `light-dark()`. */
export function coloursOf(element: HTMLElement): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    let value = known.get(name)
    if (value !== undefined) return value
    const before = element.style.color
    element.style.color = `var(${name})`
    value = getComputedStyle(element).color
    element.style.color = before
    known.set(name, value)
    return value
  }
}
