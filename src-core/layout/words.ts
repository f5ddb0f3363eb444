import { formatCompact, formatShare } from '../amounts.ts'
import type { BlockNode, LayerNode } from '../document/schema.ts'
import type { BlockAnalysis, LayerAnalysis } from '../graph/analysis.ts'
import { formatShape } from '../graph/shape.ts'
import type { Family, LayerKind } from '../layers/define.ts'
import { kindOf } from '../layers/registry.ts'
import { same } from '../text.ts'
import type { Text } from '../text.ts'

/** What a layer's card says. */
export interface LayerWords {
  name: string
  kind: Text
  family: Family
  /** The parameters that matter; empty where there are none, or where they only say the shape. */
  params: string
  /** Of the output. Absent where problems upstream leave it open. */
  shape: string | undefined
}

/** What the card of a folded block says, and the frame of an unfolded one. */
export interface BlockWords {
  title: string
  shape: string | undefined
  layers: Text
  parameters: string
  /** Of the network's multiply-accumulates, 0 to 1. */
  share: number
  cost: string
}

export function layerWords({ kind: id, params, parent }: LayerNode, layer: LayerAnalysis): LayerWords {
  const kind = kindOf(id)
  const shape = layer.shape && formatShape(layer.shape)
  const summary = kind ? summaryOf(kind, params) : ''
  return {
    name: nameIn(parent, layer.id),
    kind: kind?.title ?? same(id),
    family: kind?.family ?? 'input',
    params: summary === shape ? '' : summary,
    shape,
  }
}

export function blockWords(
  { id, node }: { id: string; node: BlockNode },
  block: BlockAnalysis,
  wholeMacs: number,
): BlockWords {
  const { layers, trainable, nonTrainable, macs } = block
  return {
    title: blockTitle(id, node),
    shape: block.shape && formatShape(block.shape),
    layers: { en: `${layers} ${layers === 1 ? 'layer' : 'layers'}`, zh: `${layers} 层` },
    parameters: formatCompact(trainable + nonTrainable),
    share: wholeMacs === 0 ? 0 : macs / wholeMacs,
    cost: formatShare(macs, wholeMacs),
  }
}

function summaryOf(kind: LayerKind, params: Record<string, unknown>): string {
  const parsed = kind.params.safeParse(params)
  return parsed.success ? kind.summary(parsed.data) : ''
}

/** What a block is called: its title, else the last part of its path. */
export const blockTitle = (id: string, { title }: BlockNode): string => title || lastName(id)

/** The last part of a path: `conv3/block2/conv1` is `conv1` to one who sees the block around it. */
export const lastName = (id: string): string => id.split('/').at(-1) || id

/** A layer that came from another block says from which: `conv1` would be mistaken for the one that is there. */
export function nameIn(block: string | undefined, id: string): string {
  const path = `${id.slice(0, Math.max(0, id.lastIndexOf('/')))}/`
  const around = `${block ?? ''}/`
  const isAtHome = path === '/' || around === '/' || path.startsWith(around) || around.startsWith(path)
  return isAtHome ? lastName(id) : id
}
