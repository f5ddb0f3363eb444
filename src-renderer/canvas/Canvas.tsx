import { ReactFlowProvider } from '@xyflow/react'
import { useState } from 'react'
import '@xyflow/react/dist/base.css'
import '../ui/caret.css'
import './canvas.css'
import { Flow } from './Flow.tsx'

/** The network as a graph: to look at, to take hold of and to change. */
export function Canvas() {
  // The graph is drawn once the element's size is known and before anything is painted, so that the first picture has
  // the whole network in the middle.
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  return (
    <div ref={setElement} className="canvas">
      {element && (
        <ReactFlowProvider>
          <Flow element={element} />
        </ReactFlowProvider>
      )}
    </div>
  )
}
