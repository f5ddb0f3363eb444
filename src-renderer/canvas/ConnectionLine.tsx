import type { ConnectionLineComponentProps } from '@xyflow/react'
import type { CanvasNode } from './flow.ts'
import { wirePath } from '../../src-core/layout/path.ts'

/** The wire that hangs on the pointer, in the colour of what would become of it. */
export function ConnectionLine(props: ConnectionLineComponentProps<CanvasNode>) {
  const { fromX, fromY, toX, toY, fromHandle, connectionStatus } = props
  const [start, end] = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ]
  const { d } = fromHandle.type === 'source' ? wirePath(start, end, undefined) : wirePath(end, start, undefined)
  return <path className="wire-drawn" d={d} data-status={connectionStatus ?? undefined} />
}
