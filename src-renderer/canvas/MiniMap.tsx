import { useReactFlow, useStore } from '@xyflow/react'
import type { ReactFlowState } from '@xyflow/react'
import type { PointerEvent } from 'react'
import { useEffect, useMemo, useRef } from 'react'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { around } from '../../src-core/layout/geometry.ts'
import type { Point, Rect } from '../../src-core/layout/geometry.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import type { Lens } from '../store/view.ts'
import { useView } from '../store/view.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { cardColour, coloursOf } from './far.ts'
import { useCanvasGraph } from './graph.ts'
import { viewMoves } from './moving-view.ts'
import { onThemeChange } from './theme-change.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'

const size = { width: 148, height: 104 }
const padding = 8
/** Milliseconds. */
const drawDelay = 120

/** The whole network in the small, drawn on one canvas however large it is, with the part that is in sight. */
export function MiniMap() {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const graph = useCanvasGraph((canvas) => canvas.graph)
  const arrangement = useCanvasGraph((canvas) => canvas.arrangement)
  const { setCenter, getZoom } = useReactFlow()
  const analysis = useEditor((editor) => editor.analysis)
  const lens = useView((view) => view.lens)
  const bounds = useMemo(() => around(arrangement.placed.values()), [arrangement])
  const scale = bounds ? scaleOf(bounds) : 1
  const isAllInSight = useStore((flow) => bounds !== undefined && isInSight(bounds, flow))

  useEffect(() => {
    const draw = () => canvas.current && drawNetwork(canvas.current, graph, arrangement, { analysis, lens })
    // It may lag behind: what one edits is large before one's eyes.
    const timer = setTimeout(draw, drawDelay)
    const stop = onThemeChange(draw)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [graph, arrangement, analysis, lens])

  if (!bounds) return null
  const corner = { x: (size.width - bounds.width * scale) / 2, y: (size.height - bounds.height * scale) / 2 }
  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const at = {
      x: bounds.x + (event.clientX - box.left - corner.x) / scale,
      y: bounds.y + (event.clientY - box.top - corner.y) / scale,
    }
    viewMoves()
    void setCenter(at.x, at.y, { zoom: getZoom() })
  }
  return (
    <div
      className="mini-map nowheel"
      // Where all is in sight it says nothing.
      hidden={isAllInSight}
      role="img"
      aria-label={t({ en: 'Overview of the network', zh: '网络缩略图' })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={goTo}
    >
      <canvas ref={canvas} style={size} />
      <Sight scale={scale} at={{ x: corner.x - bounds.x * scale, y: corner.y - bounds.y * scale }} />
    </div>
  )
}

/** What of the canvas is in sight, where so many pixels are one of the canvas. */
function Sight({ scale, at }: { scale: number; at: Point }) {
  const x = useStore(({ transform }) => at.x - (transform[0] / transform[2]) * scale)
  const y = useStore(({ transform }) => at.y - (transform[1] / transform[2]) * scale)
  const width = useStore((flow) => (flow.width / flow.transform[2]) * scale)
  const height = useStore((flow) => (flow.height / flow.transform[2]) * scale)
  return <div className="mini-map-sight" style={{ translate: `${x}px ${y}px`, width, height }} />
}

const scaleOf = (bounds: Rect) =>
  Math.min((size.width - 2 * padding) / bounds.width, (size.height - 2 * padding) / bounds.height)

function isInSight(bounds: Rect, { transform: [x, y, zoom], width, height }: ReactFlowState): boolean {
  const left = x + bounds.x * zoom
  const top = y + bounds.y * zoom
  return left >= 0 && top >= 0 && left + bounds.width * zoom <= width && top + bounds.height * zoom <= height
}

interface Said {
  analysis: Analysis
  lens: Lens | undefined
}

function drawNetwork(
  canvas: HTMLCanvasElement,
  { nodes }: VisibleGraph,
  { placed }: Arrangement,
  { analysis, lens }: Said,
): void {
  const pen = canvas.getContext('2d')
  const bounds = around(placed.values())
  if (!pen || !bounds) return
  const density = devicePixelRatio
  canvas.width = size.width * density
  canvas.height = size.height * density
  const scale = scaleOf(bounds)
  pen.scale(density, density)
  pen.translate((size.width - bounds.width * scale) / 2, (size.height - bounds.height * scale) / 2)
  const colour = coloursOf(canvas)
  for (const { id, show } of nodes) {
    const { x, y, width, height } = placed.get(id)!
    pen.fillStyle = colour(show === 'frame' ? '--far-frame' : cardColour(analysis, id, lens))
    // Never thinner than a hair, so that a large network does not fade away.
    pen.fillRect(
      (x - bounds.x) * scale,
      (y - bounds.y) * scale,
      Math.max(1, width * scale),
      Math.max(0.75, height * scale - 0.25),
    )
  }
}
