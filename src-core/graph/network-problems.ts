import type { Text } from '../text.ts'
import type { Fix, Problem } from './problem.ts'
import * as fixes from './fixes.ts'
import { formatShape, sameShape } from './shape.ts'
import type { Shape } from './shape.ts'
import { backWires, downstream, wayRound } from './topology.ts'
import type { Topology, Wire } from './topology.ts'

/** What the problems of a whole network are found from. */
export interface Network {
  topology: Topology
  /** Ids of the input layers and of the layers whose output nobody takes, in order. */
  inputs: readonly string[]
  outputs: readonly string[]
  /** Those of the outputs that an input reaches, by {@link rankOutputs}. */
  ranked: readonly string[]
  shapeOf(id: string): Shape | undefined
  /** Whether a layer has as many wires as it needs. */
  isFed(id: string): boolean
}

/** Problems that are no single layer's: circles, loose wires, inputs and outputs of the whole. */
export function networkProblems(network: Network): Problem[] {
  return [
    ...looseWires(network.topology),
    ...circles(network.topology),
    ...inputProblems(network),
    ...unreachable(network),
    ...outputProblems(network),
  ]
}

/**
 * The only layer that a wire to `id` could sensibly come from: one whose output nobody takes yet and that does not
 * follow from `id` itself.
 */
export function soleCandidate({ topology, outputs }: Pick<Network, 'topology' | 'outputs'>, id: string) {
  const after = downstream(topology, [id])
  const candidates = outputs.filter((output) => output !== id && !after.has(output))
  return candidates.length === 1 ? candidates[0] : undefined
}

const error = (code: string, message: Text, at: Pick<Problem, 'node' | 'edge'>, offered: Fix[]): Problem => ({
  code,
  severity: 'error',
  message,
  ...at,
  fixes: offered,
})

const looseWires = ({ loose, into }: Topology): Problem[] =>
  loose.map((wire) => {
    const missing = into.has(wire.source) ? wire.target : wire.source
    const message = {
      en: `The wire from “${wire.source}” to “${wire.target}” hangs loose: “${missing}” is not a layer here.`,
      zh: `从“${wire.source}”到“${wire.target}”的连线悬空：“${missing}”不是这里的层。`,
    }
    return error('dangling-edge', message, { edge: wire.id }, [fixes.disconnect([wire])])
  })

const circles = (topology: Topology): Problem[] =>
  topology.cycles.map((knot) => {
    const back = backWires(topology, knot)
    const way = wayRound(topology, back[0]!)
    const named = way.length > 7 ? [...way.slice(0, 5), '…', way.at(-1)!] : way
    const round = [...named, way[0]!].join(' → ')
    const message = {
      en: `These layers feed each other in a circle: ${round}. Data can only run forwards.`,
      zh: `这些层首尾相接成环：${round}。数据只能向前流动。`,
    }
    return error('cycle', message, { node: back[0]!.target, edge: back[0]!.id }, [fixes.disconnect(back)])
  })

function inputProblems(network: Network): Problem[] {
  const { topology, inputs } = network
  if (inputs.length === 0) {
    const unfed = topology.layers.filter((id) => !network.isFed(id))
    const message =
      topology.layers.length === 0
        ? { en: 'The network is empty. Start with an input layer.', zh: '网络为空。请先添加一个输入层。' }
        : { en: 'The network has no input layer.', zh: '网络没有输入层。' }
    return [error('no-input', message, {}, [fixes.addInput(unfed.length === 1 ? unfed[0] : undefined)])]
  }
  const used = inputs.filter((id) => topology.outOf.get(id)!.length > 0)
  return used.slice(1).map((id) => {
    const message = {
      en: `“${id}” is a second input next to “${used[0]}”. Training feeds one image to one input.`,
      zh: `“${id}”是“${used[0]}”之外的又一个输入。训练时一张图像只送入一个输入层。`,
    }
    return error('several-inputs', message, { node: id }, [])
  })
}

/** Said once, where the missing data would have to come in; what follows is counted, not repeated. */
function unreachable({ topology, inputs, isFed }: Network): Problem[] {
  if (inputs.length === 0) return []
  const fed = downstream(topology, inputs)
  const isCut = (id: string) => !fed.has(id) && !inputs.includes(id)
  const roots = topology.order.slice(0, topology.ordered).filter((id) => topology.into.get(id)!.length === 0)
  return roots
    .filter((id) => isCut(id) && !isFed(id))
    .flatMap((id): Problem[] => {
      const behind = [...downstream(topology, [id])].filter(isCut).length
      if (behind === 0) return []
      const message = {
        en: `No data from an input reaches “${id}” and ${behind} ${behind === 1 ? 'layer' : 'layers'} behind it.`,
        zh: `输入数据到不了“${id}”及其后的 ${behind} 个层。`,
      }
      return [{ code: 'unreachable', severity: 'warning', message, node: id, fixes: [] }]
    })
}

/** The outputs that an input reaches, the main one first: vectors before others, then those furthest from the input. */
export function rankOutputs({ topology, inputs, outputs, shapeOf }: Omit<Network, 'isFed' | 'ranked'>): string[] {
  const depth = depths(topology, inputs)
  const isVector = (id: string) => shapeOf(id)?.length === 1
  return outputs
    .filter((id) => depth.has(id))
    .toSorted((a, b) => Number(isVector(b)) - Number(isVector(a)) || depth.get(b)! - depth.get(a)!)
}

/** Training takes vectors, one number a class: outputs beside the main one are trained with it where they give as many. */
function outputProblems(network: Network): Problem[] {
  const { topology, shapeOf } = network
  const [main, ...others] = network.ranked
  if (main === undefined) return []
  const isHead = (given: Shape | undefined) => given?.length === 1 && sameShape(given, shapeOf(main)!)
  const surplus = others.filter((id) => !isHead(shapeOf(id)))
  const branches = surplus.length > 0 ? branchesOf(topology) : undefined
  const depth = surplus.length > 0 ? depths(topology, network.inputs) : new Map<string, number>()
  const problems = surplus.map((id) => {
    const message = {
      en: `Nobody takes the output of “${id}”, so the network has a second output next to “${main}”. They can be trained together only where both give one number a class.`,
      zh: `没有层使用“${id}”的输出，因此网络在“${main}”之外又多了一个输出。两者都为每个类别给出一个数时，才能一起训练。`,
    }
    const away = [fixes.deleteLayers(branches!.get(id)!, false)]
    // What goes on past the main output has lost its own head.
    const isTrunk = shapeOf(id)?.length === 3 && shapeOf(main)?.length === 1 && depth.get(id)! > depth.get(main)!
    const head = isTrunk ? fixes.addHead(id, shapeOf(main)![0]) : []
    return error('several-outputs', message, { node: id }, [...head, ...away])
  })
  const shape = shapeOf(main)
  if (!shape || shape.length === 1) return problems
  const message = {
    en: `“${main}” is the last layer and gives ${formatShape(shape)}. A classifier ends with a vector: one number a class.`,
    zh: `“${main}”是最后一层，输出为 ${formatShape(shape)}。分类网络应以向量结尾：每个类别一个数。`,
  }
  return [...problems, error('output-not-vector', message, { node: main }, fixes.addHead(main))]
}

/** The longest way from an input to each layer that one reaches. */
function depths({ order, ordered, into }: Topology, inputs: readonly string[]): Map<string, number> {
  const depth = new Map(inputs.map((id) => [id, 0]))
  for (const id of order.slice(0, ordered)) {
    for (const wire of into.get(id)!) {
      const before = depth.get(wire.source)
      if (before !== undefined) depth.set(id, Math.max(depth.get(id) ?? 0, before + 1))
    }
  }
  return depth
}

/** For each output the layers that lead to it alone: what can go without hurting another output. */
function branchesOf({ order, ordered, outOf, layers }: Topology): Map<string, string[]> {
  const several = Symbol('several')
  const leadsTo = new Map<string, string | typeof several>()
  const branches = new Map<string, string[]>(layers.map((id) => [id, []]))
  for (const id of order.slice(ordered)) {
    const isOutput = outOf.get(id)!.length === 0
    leadsTo.set(id, isOutput ? id : several)
    if (isOutput) branches.get(id)!.push(id)
  }
  const endOf = (id: string, wires: readonly Wire[]) => {
    const ends = new Set(wires.map((wire) => leadsTo.get(wire.target)!))
    return ends.size === 0 ? id : ends.size === 1 ? [...ends][0]! : several
  }
  for (const id of order.slice(0, ordered).reverse()) {
    const end = endOf(id, outOf.get(id)!)
    leadsTo.set(id, end)
    if (typeof end === 'string') branches.get(end)!.push(id)
  }
  return branches
}
