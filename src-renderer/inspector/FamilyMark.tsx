import type { CSSProperties } from 'react'
import type { Family } from '../../src-core/layers/define.ts'

/** A layer's family as its colour; without one, the mark of a block. */
export const FamilyMark = ({ family }: { family?: Family }) => (
  <span
    className="family-mark"
    style={family && ({ '--family': `var(--family-${family})` } as CSSProperties)}
    aria-hidden
  />
)
