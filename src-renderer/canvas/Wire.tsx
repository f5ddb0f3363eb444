import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { formatShape } from '../../src-core/graph/shape.ts'
import type { Point } from '../../src-core/layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { useRoomForShapes } from './detail.ts'
import type { CanvasEdge } from './flow.ts'
import { useHands } from './hands.ts'
import { wirePath } from '../../src-core/layout/path.ts'
import { isTroubled } from './trouble.ts'

/** A wire, with the shape of the tensor that it carries where one looks at it. */
export const Wire = memo(function Wire({
  id,
  data,
  selected,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<CanvasEdge>) {
  const { wire, route, shift } = data!
  const isHovered = useHands(({ hoveredWire }) => hoveredWire === id)
  const isHot = useHands(({ hotWire }) => hotWire === id)
  const troubled = useEditor(({ analysis }) => isTroubled(analysis, wire.edges))
  const showsShape = useRoomForShapes() || isHovered || selected
  const { d, label } = wirePath({ x: sourceX, y: sourceY }, { x: targetX + shift, y: targetY }, route)
  return (
    <g
      className="wire"
      data-hot={isHot || undefined}
      data-troubled={troubled || undefined}
      data-selected={selected || undefined}
    >
      <path className="wire-reach" d={d} />
      <path className="wire-line" d={d} />
      {showsShape && <ShapeLabel layer={wire.carries} count={wire.edges.length} at={label} />}
    </g>
  )
})

function ShapeLabel({ layer, count, at }: { layer: string; count: number; at: Point }) {
  const shape = useEditor(({ analysis }) => analysis.layers.get(layer)?.shape)
  if (!shape) return null
  const text = formatShape(shape) + (count > 1 ? ` ×${count}` : '')
  // Figures of Inter at 11 pixels are as wide as one another.
  const width = text.length * 6.6 + 12
  return (
    <g className="wire-label" transform={`translate(${at.x},${at.y})`}>
      <rect x={-width / 2} y={-9} width={width} height={18} rx={9} />
      <text dominantBaseline="central" textAnchor="middle">
        {text}
      </text>
    </g>
  )
}
