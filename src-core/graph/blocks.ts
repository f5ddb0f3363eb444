import type { LoomDocument } from '../document/schema.ts'
import type { BlockAnalysis, LayerAnalysis } from './analysis.ts'
import type { Problem } from './problem.ts'
import type { Topology } from './topology.ts'

/**
 * The blocks that a node is in, innermost first, `''` (the whole network) last.
 * Ends where a parent is missing, is no block, or comes round again.
 */
export function blocksAround(nodes: LoomDocument['nodes'], id: string): string[] {
  const around: string[] = []
  for (let parent = nodes[id]?.parent; parent !== undefined; parent = nodes[parent]?.parent) {
    if (!Object.hasOwn(nodes, parent) || nodes[parent]!.type !== 'block' || around.includes(parent)) break
    around.push(parent)
  }
  return [...around, '']
}

/** Sums what the layers need over the blocks that hold them, at any depth. */
export function sumBlocks(
  nodes: LoomDocument['nodes'],
  topology: Topology,
  layers: ReadonlyMap<string, LayerAnalysis>,
  networkProblems: readonly Problem[],
): Map<string, BlockAnalysis> {
  const around = new Map<string, string[]>()
  /** Layers side by side share their parents' list. */
  const aroundParent = new Map<string | undefined, string[]>()
  const blocks = new Map<string, BlockAnalysis>([['', emptyBlock()]])
  for (const [id, node] of Object.entries(nodes)) {
    if (node.type === 'block') blocks.set(id, emptyBlock())
    let list = aroundParent.get(node.parent)
    if (!list) aroundParent.set(node.parent, (list = blocksAround(nodes, id)))
    around.set(id, list)
  }
  for (const layer of layers.values()) {
    const errors = errorsAmong(layer.problems)
    for (const id of around.get(layer.id)!) {
      const block = blocks.get(id)!
      block.layers += 1
      block.trainable += layer.trainable
      block.nonTrainable += layer.nonTrainable
      block.macs += layer.macs
      block.activationBytes += layer.activationBytes
      block.problems += layer.problems.length
      block.errors += errors
    }
  }
  const whole = blocks.get('')!
  whole.problems += networkProblems.length
  whole.errors += errorsAmong(networkProblems)
  for (const [id, source] of soleLeavers(topology, around)) {
    const shape = source === undefined ? undefined : layers.get(source)?.shape
    if (shape) blocks.get(id)!.shape = shape
  }
  return blocks
}

const emptyBlock = (): BlockAnalysis => ({
  layers: 0,
  trainable: 0,
  nonTrainable: 0,
  macs: 0,
  activationBytes: 0,
  problems: 0,
  errors: 0,
})

const errorsAmong = (problems: readonly Problem[]): number =>
  problems.filter(({ severity }) => severity === 'error').length

/** The one layer of each block whose output leaves it or is the network's; undefined where there are several. */
function soleLeavers(topology: Topology, around: ReadonlyMap<string, string[]>): Map<string, string | undefined> {
  const leavers = new Map<string, string | undefined>()
  const leave = (block: string, source: string) =>
    leavers.set(block, leavers.has(block) && leavers.get(block) !== source ? undefined : source)
  for (const [source, wires] of topology.outOf) {
    const own = around.get(source)!
    if (wires.length === 0) for (const block of own) leave(block, source)
    for (const wire of wires) {
      const there = around.get(wire.target)!
      if (there === own) continue
      for (const block of own) if (!there.includes(block)) leave(block, source)
    }
  }
  return leavers
}
