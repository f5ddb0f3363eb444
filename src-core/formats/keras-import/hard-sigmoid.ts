import type { KerasGraph, KerasNode } from './graph.ts'
import { activationOf } from './values.ts'

/**
 * Says the `hard_sigmoid` of Keras 2 and of tfjs by layers: the bounds 0 and 1 of x/5 + 1/2. Keras 3 has another under
 * this name, x/6 + 1/2, and so have we.
 */
export function saySteepSigmoids({ nodes, outputs }: KerasGraph): KerasGraph {
  const steep = [...nodes.values()].filter(
    ({ said, config }) => !said && activationOf(config.activation) === 'hard_sigmoid',
  )
  const ends = new Map(steep.map(({ name }) => [name, unused(`${name}_hard_sigmoid`, nodes)]))
  const endOf = (name: string) => ends.get(name) ?? name
  const moved = [...nodes.values()].map((node): KerasNode => ({ ...node, inputs: node.inputs.map(endOf) }))
  return {
    nodes: new Map(moved.flatMap((node) => withSteps(node, ends.get(node.name))).map((node) => [node.name, node])),
    outputs: outputs.map(endOf),
  }
}

/** A node, and behind it min(max(1.2 x + 3, 0), 6) / 6 where it is to end at `end`. */
function withSteps(node: KerasNode, end: string | undefined): KerasNode[] {
  if (end === undefined) return [node]
  const linear = { ...node, config: { ...node.config, activation: 'linear' } }
  const slope = step(`${end}_slope`, 'Rescaling', { scale: 1.2, offset: 3 }, node)
  const bounds = step(`${end}_bounds`, 'ReLU', { max_value: 6 }, slope)
  return [linear, slope, bounds, step(end, 'Rescaling', { scale: 1 / 6 }, bounds)]
}

const step = (
  name: string,
  className: string,
  config: KerasNode['config'],
  { name: input, own, within }: KerasNode,
): KerasNode => ({
  name,
  own: name.slice(input.length - own.length),
  within,
  className,
  config: { name, ...config },
  inputs: [input],
})

function unused(name: string, nodes: KerasGraph['nodes']): string {
  return [...nodes.keys()].some((one) => one.startsWith(name)) ? unused(`${name}_`, nodes) : name
}
