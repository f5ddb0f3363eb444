import { Handle, Position } from '@xyflow/react'
import { memo } from 'react'

/** Where wires come in; the place is kept even where none can. */
export const InPort = memo(({ isThere = true }: { isThere?: boolean }) => (
  <Handle
    type="target"
    position={Position.Top}
    className="port"
    isConnectable={isThere}
    data-absent={!isThere || undefined}
  />
))
InPort.displayName = 'InPort'

/** Where wires begin. */
export const OutPort = memo(() => <Handle type="source" position={Position.Bottom} className="port" />)
OutPort.displayName = 'OutPort'
