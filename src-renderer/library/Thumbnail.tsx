import { memo } from 'react'
import type { Analysis, LayerAnalysis } from '../../src-core/graph/analysis.ts'
import type { Family } from '../../src-core/layers/define.ts'
import { kindOf } from '../../src-core/layers/registry.ts'

/** What changes no size, or little: a picture this small shows what does. */
const slight: ReadonlySet<Family> = new Set(['normalization', 'activation', 'regularization', 'merge', 'shape'])

interface Props {
  analysis: Analysis
  width?: number
  height?: number
}

/** A network at a glance: a bar a layer, as tall as its output's height and as thick as its channels, in its family's colour. */
export const Thumbnail = memo(function Thumbnail({ analysis, width = 56, height = 36 }: Props) {
  const bars = barsOf(analysis, width, height)
  return (
    <svg className="thumbnail" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {bars.map(({ id, family, x, wide, tall }) => (
        <rect
          key={id}
          x={x}
          y={(height - tall) / 2}
          width={wide}
          height={tall}
          rx={wide > 2 ? 1 : 0}
          fill={`var(--family-${family})`}
        />
      ))}
    </svg>
  )
})

function barsOf({ order, layers }: Analysis, width: number, height: number) {
  const shown = order
    .map((id) => layers.get(id)!)
    .flatMap((layer) => {
      const family = kindOf(layer.kind)?.family
      return family && layer.shape && !slight.has(family) ? [{ ...sizesOf(layer), id: layer.id, family }] : []
    })
  const tallest = Math.max(...shown.map(({ side }) => side))
  const total = shown.reduce((sum, { thick }) => sum + thick, 0)
  // So many bars that gaps would blur them are drawn as one outline.
  const gaps = shown.length > 30 ? 0 : width * 0.25
  const scale = (width - gaps) / total
  const gap = gaps / shown.length
  let x = gap / 2
  return shown.map(({ id, family, side, thick }) => {
    const wide = thick * scale
    const bar = { id, family, x, wide: gap === 0 ? wide + 0.2 : wide, tall: Math.max(2, (side / tallest) * height) }
    x += wide + gap
    return bar
  })
}

/** Roots and logarithms, because sizes span three orders of magnitude. A vector is as tall as a square of its numbers. */
function sizesOf({ shape }: LayerAnalysis): { side: number; thick: number } {
  const [side, , channels] = shape!.length === 3 ? shape! : [Math.sqrt(shape!.at(-1)!) / 2, 0, 1]
  return { side: Math.sqrt(side!), thick: 1 + Math.log2(1 + channels!) }
}
