import { ReactFlowProvider } from '@xyflow/react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Size } from '../layout/geometry.ts'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import { Flow } from './Flow.tsx'

/** The network as a graph: to look at, to take hold of and to change. */
export function Canvas() {
  const element = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>()
  // Known before anything is painted, so that the first picture has the whole network in the middle.
  useLayoutEffect(() => {
    const box = element.current!.getBoundingClientRect()
    setSize({ width: box.width, height: box.height })
  }, [])
  return (
    <div ref={element} className="canvas">
      {size && (
        <ReactFlowProvider>
          <Flow element={element} size={size} />
        </ReactFlowProvider>
      )}
    </div>
  )
}
