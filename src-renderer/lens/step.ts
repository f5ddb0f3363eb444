import type { Analysis } from '../../src-core/graph/analysis.ts'
import { worstOf } from '../../src-core/graph/problem.ts'
import type { Severity } from '../../src-core/graph/problem.ts'
import type { Lens } from '../store/view.ts'

/** A colour of the scale: how large a share is, from 0 (nothing) to 6, or the worst of what is wrong. */
export type LensStep = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'warning' | 'error'

/** Shares of the whole network that begin the second colour and those above: about threefold each, as costs differ. */
export const shareLimits = [0.003, 0.01, 0.03, 0.1, 0.3] as const

/** The colour of a layer or a block under a lens. */
export function lensStep({ layers, blocks }: Analysis, id: string, lens: Lens): LensStep {
  const layer = layers.get(id)
  if (lens === 'problems') {
    return worstWithin({ layers, blocks }, id) ?? 0
  }
  const part = layer ?? blocks.get(id)
  return part ? shareStep(needOf(part, lens), needOf(blocks.get('')!, lens)) : 0
}

function shareStep(part: number, whole: number): LensStep {
  if (part === 0 || whole === 0) return 0
  return (1 + shareLimits.filter((limit) => part / whole >= limit).length) as LensStep
}

/** The worst of what is wrong with a layer or anywhere in a block. */
export function worstWithin({ layers, blocks }: Pick<Analysis, 'layers' | 'blocks'>, id: string): Severity | undefined {
  const layer = layers.get(id)
  if (layer) return worstOf(layer.problems)
  const block = blocks.get(id)
  return block && (block.errors > 0 ? 'error' : block.problems > 0 ? 'warning' : undefined)
}

interface Needs {
  trainable: number
  nonTrainable: number
  macs: number
  activationBytes: number
}

function needOf(needs: Needs, lens: Exclude<Lens, 'problems'>): number {
  if (lens === 'parameters') return needs.trainable + needs.nonTrainable
  return lens === 'macs' ? needs.macs : needs.activationBytes
}
