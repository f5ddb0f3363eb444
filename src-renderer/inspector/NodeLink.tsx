import type { ReactNode } from 'react'
import { reveal } from '../store/view.ts'

interface Props {
  id: string
  children?: ReactNode
}

/** A node's or a wire's name that takes a person there. */
export const NodeLink = ({ id, children = id }: Props) => (
  <button type="button" className="node-link" title={id} onClick={() => reveal(id)}>
    {children}
  </button>
)
