import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { isObject } from './config.ts'
import type { Config } from './config.ts'
import { fromNowhere, inCircle } from './failures.ts'
import { readLevel } from './level.ts'
import { dissolve } from './nested.ts'
import type { Argument } from './references.ts'

/** One layer of Keras's, or one of its operations, with what it takes. */
export interface KerasNode {
  /** Unique: `conv` in a model `base` within the model is `base/conv`. */
  name: string
  /** Its own, which is unique among the layers of its model. */
  own: string
  /** The models within the model that it lies in, the outermost first. */
  within: readonly string[]
  className: string
  config: Config
  /** Names of what it takes, in order. */
  inputs: readonly string[]
  /** Where Keras has an operation and no layer: what it takes, place by place. */
  operation?: readonly Argument[]
  /** Of our kinds already: what several nodes said together. */
  said?: { kind: string; params: Record<string, unknown> }
}

export interface KerasGraph {
  /** In the order of the file, which is that of Keras's `model.layers`. */
  nodes: ReadonlyMap<string, KerasNode>
  outputs: readonly string[]
}

/** A layer of a model, or a model within it, as its weights are looked for. */
export type OrderedLayer = Pick<KerasNode, 'name' | 'own' | 'within' | 'className'>

/** A model with the layers of all models within it. */
export interface KerasModel extends KerasGraph {
  /** Every layer and every model within, in the order of the file, by which a weights file counts those of a class. */
  order: readonly OrderedLayer[]
  /** Models within that are always called as if they were not trained. */
  still: readonly string[]
  /** Layers that change images while the network is trained and are left out. */
  augmentations: readonly string[]
}

/** Reads the layers of a functional or sequential model and of those within it from its configuration. */
export function kerasGraph(model: unknown): Result<KerasModel> {
  const level = readLevel(model)
  if (!level.ok) return level
  const isFrozen = isObject(model) && isObject(model.config) && model.config.trainable === false
  return dissolve(level.value, isFrozen)
}

/** Every node that the outputs need, after those that it takes; refuses circles and wires from nowhere. */
export function inOrder({ nodes, outputs }: KerasGraph): Result<KerasNode[]> {
  const order = new Map<string, KerasNode>()
  const open = new Set<string>()
  for (const output of outputs) {
    const stack = [output]
    while (stack.length > 0) {
      const name = stack.at(-1)!
      const node = nodes.get(name)
      if (!node) return fromNowhere(name)
      const waiting = order.has(name) ? [] : node.inputs.filter((input) => !order.has(input))
      if (waiting.length === 0) {
        order.set(name, node)
        open.delete(name)
        stack.pop()
        continue
      }
      open.add(name)
      const circle = waiting.find((input) => open.has(input))
      if (circle !== undefined) return inCircle(circle)
      // The first input first, so that branches stand in their order.
      stack.push(waiting[0]!)
    }
  }
  return ok([...order.values()])
}
