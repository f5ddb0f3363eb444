import { Handle, Position } from '@xyflow/react'
import { memo } from 'react'
import type { Detail } from './detail.ts'

interface Props {
  detail?: Detail
  /** The place is kept even where no wire can be taken. */
  isThere?: boolean
}

/**
 * Where wires come in. From afar, where no hand can take it, a mere mark of the place: React Flow looks for one in the
 * page, and its own handles each listen to every move.
 */
export const InPort = memo(function InPort({ detail = 'full', isThere = true }: Props) {
  if (detail !== 'full') return <span className="port-mark target" data-handlepos="top" />
  return (
    <Handle
      type="target"
      position={Position.Top}
      className="port"
      isConnectable={isThere}
      data-absent={!isThere || undefined}
    />
  )
})

/** Where wires begin. */
export const OutPort = memo(function OutPort({ detail = 'full' }: Props) {
  if (detail !== 'full') return <span className="port-mark source" data-handlepos="bottom" />
  return <Handle type="source" position={Position.Bottom} className="port" />
})
