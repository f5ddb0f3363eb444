import { ViewportPortal } from '@xyflow/react'
import { useCanvasGraph } from './graph.ts'
import { useHands } from './hands.ts'
import { lastName } from '../../src-core/layout/words.ts'

/** Shows where originals stay while copies of them are dragged. */
export function Ghosts() {
  const ghosts = useHands((hands) => hands.ghosts)
  const { placed } = useCanvasGraph((graph) => graph.arrangement)
  if (ghosts.length === 0) return null
  return (
    <ViewportPortal>
      {ghosts.flatMap((id) => {
        const rect = placed.get(id)
        if (!rect) return []
        const { x, y, width, height } = rect
        return (
          <div key={id} className="ghost" style={{ translate: `${x}px ${y}px`, width, height }}>
            <span className="card-name">{lastName(id)}</span>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
