import type { Analysis } from '../graph/analysis.ts'
import { families } from '../layers/define.ts'
import { familyLooks } from '../layers/families.ts'
import { kindOf } from '../layers/registry.ts'
import type { VisibleGraph } from '../layout/visible.ts'
import type { Text } from '../text.ts'
import type { Figure } from './figure.ts'
import { ink, tint } from './marks.ts'
import type { FigureBox, FigurePart, FigureText } from './marks.ts'
import { textWidth } from './measure.ts'

interface Shown {
  graph: VisibleGraph
  analysis: Analysis
  t(text: Text): string
}

const size = { swatch: 14, height: 11, gap: 6, between: 18, row: 22, above: 8 }

/** Says what the colours mean that there are, in rows below the drawing, and how large it is with them. */
export function legendOf(
  { graph, analysis, t }: Shown,
  { margin, width, top }: { margin: number; width: number; top: number },
): Pick<Figure, 'width' | 'height' | 'legend'> | undefined {
  const used = new Set(
    graph.nodes.flatMap(({ id, show }) => {
      const layer = show === 'layer' && analysis.layers.get(id)
      return layer ? (kindOf(layer.kind)?.family ?? []) : []
    }),
  )
  const entries = families
    .filter((family) => used.has(family))
    .map((family) => ({ said: familyLooks[family].title, ...colored(familyLooks[family].light) }))
  if (graph.nodes.some(({ show }) => show === 'block'))
    entries.push({ said: { en: 'Folded block', zh: '折叠的块' }, fill: ink.surface, stroke: ink.wire })
  if (entries.length === 0) return undefined

  const legend: FigurePart[] = []
  let [x, y] = [margin, top + size.above]
  let right = margin
  for (const { said, ...look } of entries) {
    const words = { text: t(said), size: 11.5, weight: 400, color: ink.muted } as const
    const wide = size.swatch + size.gap + textWidth(words.text, words)
    if (x > margin && x + wide > width - margin) [x, y] = [margin, y + size.row]
    const swatch: FigureBox = { x, y, width: size.swatch, height: size.height, radius: 3, ...look }
    const text: FigureText = { ...words, x: x + size.swatch + size.gap, y: y + size.height - 1, align: 'start' }
    legend.push({ rect: { x, y: y - 2, width: wide, height: size.height + 4 }, boxes: [swatch], texts: [text] })
    right = Math.max(right, x + wide)
    x += wide + size.between
  }
  return { legend, width: Math.max(width, Math.ceil(right + margin)), height: y + size.height + margin }
}

const colored = (color: string) => ({ fill: tint(color, 0.3), stroke: color })
