import { useViewport, ViewportPortal } from '@xyflow/react'
import type { Guide } from './aligning.ts'
import { useHands } from './hands.ts'

/** The lines along which what is dragged stands with others. */
export function Guides() {
  const guides = useHands((hands) => hands.guides)
  return guides.length > 0 && <Lines guides={guides} />
}

function Lines({ guides }: { guides: readonly Guide[] }) {
  const { zoom } = useViewport()
  // As thin as a hair at any zoom.
  const thin = 1 / zoom
  return (
    <ViewportPortal>
      {guides.map(({ along, at, from, to }) => (
        <div
          key={along}
          className="guide"
          style={
            along === 'x'
              ? { translate: `${at - thin / 2}px ${from}px`, width: thin, height: to - from }
              : { translate: `${from}px ${at - thin / 2}px`, width: to - from, height: thin }
          }
        />
      ))}
    </ViewportPortal>
  )
}
