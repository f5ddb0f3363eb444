import { z } from 'zod'
import { Plan } from '../training/plan.ts'

/** The version that this build writes. `migrations.ts` brings older files up to it. */
export const documentVersion = 2

/** Whether no object has the name from the start: `toString` and the like would stand in the way of the history's patches. */
const isFree = (name: string) => name !== 'prototype' && !(name in {})

/** A node's id: the path that a paper would use, `conv3/block2/conv1`. A child's id need not start with its parent's. */
export const NodeId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\p{L}\p{N}_.\-/ ]+$/u)
  .refine(isFree)

/** The name of a layer's parameter. */
export const ParamName = z.string().refine(isFree)

export const LayerNode = z.strictObject({
  type: z.literal('layer'),
  /** A kind of layer, see `layers/registry.ts`. An unknown kind is a problem of the graph, not of the file. */
  kind: z.string().min(1).max(100),
  /** As the person gave them: the kind's schema parses them in `analyze`, so that a wrong value is a problem on its node. */
  params: z.record(ParamName, z.json()),
  parent: NodeId.optional(),
  /** Left out of the network for now: what comes in at its first input goes on to whatever takes it. */
  bypassed: z.literal(true).optional(),
  /** Training leaves its weights as they are. */
  frozen: z.literal(true).optional(),
})
export type LayerNode = z.output<typeof LayerNode>

export const BlockNode = z.strictObject({
  type: z.literal('block'),
  title: z.string().max(200).optional(),
  /** What made the block, so that its options can change later. */
  made: z.strictObject({ block: z.string(), options: z.record(z.string(), z.json()) }).optional(),
  folded: z.boolean().optional(),
  parent: NodeId.optional(),
})
export type BlockNode = z.output<typeof BlockNode>

export const GraphNode = z.discriminatedUnion('type', [LayerNode, BlockNode])
export type GraphNode = z.output<typeof GraphNode>

/** A wire between two layers. Wires never end at blocks: blocks fold on the canvas, they do not change the network. */
export const Edge = z.strictObject({
  source: NodeId,
  target: NodeId,
  /** Which of the target's inputs, from 0. The order matters to `concatenate` alone. */
  targetInput: z.int().min(0).max(9_999),
})
export type Edge = z.output<typeof Edge>

/** The one id an edge can have: two wires between the same ends on the same input are the same wire. */
export const edgeId = (edge: Edge): string => `${edge.source}->${edge.target}#${edge.targetInput}`

export const Position = z.strictObject({ x: z.number(), y: z.number() })
export type Position = z.output<typeof Position>

export const LoomDocument = z.strictObject({
  format: z.literal('layerloom'),
  version: z.literal(documentVersion),
  template: z.strictObject({ id: z.string(), options: z.record(z.string(), z.json()) }).optional(),
  nodes: z.record(NodeId, GraphNode),
  /** Keyed by {@link edgeId}. */
  edges: z.record(z.string(), Edge),
  /** Where a person put a node; others are laid out. Relative to the parent block where there is one. */
  layout: z.record(NodeId, Position),
  training: Plan,
})
export type LoomDocument = z.output<typeof LoomDocument>
