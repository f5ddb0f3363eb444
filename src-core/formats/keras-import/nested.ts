import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { inCircle, otherCall, twoOfAName } from './failures.ts'
import type { KerasModel, KerasNode, OrderedLayer } from './graph.ts'
import type { Level } from './level.ts'
import type { Reference } from './references.ts'

/** Puts the layers of models within a model among the model's own, joined as the models are. */
export function dissolve(top: Level, isFrozen: boolean): Result<KerasModel> {
  const nodes = new Map<string, KerasNode>()
  const names = new Set<string>()
  const order: OrderedLayer[] = []
  /** What stands for an input of a model within the model, or for a layer that changes nothing. */
  const stands = new Map<string, string>()
  const still: string[] = []
  const augmentations: string[] = []

  function add(level: Level, within: readonly string[], isFrozen: boolean): Result<void> {
    for (const layer of level.layers.values()) {
      const { name: own, className, config, operation, model, sources } = layer
      const name = keyOf(within, own)
      if (names.has(name)) return twoOfAName(name)
      names.add(name)
      const inputs = sources.map((source) => giverOf(level, within, source))
      const frozen = isFrozen || config.trainable === false
      if (!operation) order.push({ name, own, className, within })
      if (model) {
        if (layer.isStill) still.push(name)
        if (!takes(model, inputs.length)) return otherCall(name)
        const inside = [...within, own]
        for (const [at, input] of model.inputs.entries()) stands.set(keyOf(inside, input), inputs[at]!)
        const added = add(model, inside, frozen)
        if (!added.ok) return added
      } else if (layer.isPassage && inputs.length === 1) {
        if (!operation) augmentations.push(name)
        stands.set(name, inputs[0]!)
      } else if (!stands.has(name)) {
        nodes.set(name, {
          name,
          own,
          within,
          className,
          config: frozen ? { ...config, trainable: false } : config,
          inputs,
          ...(operation && { operation }),
        })
      }
    }
    return ok(undefined)
  }

  const added = add(top, [], isFrozen)
  if (!added.ok) return added
  const settled = settle(stands)
  if (!settled.ok) return settled
  const settledOf = (name: string) => settled.value.get(name) ?? name
  const joined = [...nodes.values()].map((node) => ({ ...node, inputs: node.inputs.map(settledOf) }))
  return ok({
    nodes: new Map(joined.map((node) => [node.name, node])),
    outputs: [...new Set(top.outputs.map((output) => settledOf(giverOf(top, [], output))))],
    order,
    still,
    augmentations,
  })
}

/** What really gives each tensor that another stands for. */
function settle(stands: ReadonlyMap<string, string>): Result<Map<string, string>> {
  const settled = new Map<string, string>()
  for (const name of stands.keys()) {
    const passed = new Set<string>()
    let at = name
    while (stands.has(at) && !settled.has(at)) {
      if (passed.has(at)) return inCircle(at)
      passed.add(at)
      at = stands.get(at)!
    }
    const giver = settled.get(at) ?? at
    for (const one of passed) settled.set(one, giver)
  }
  return ok(settled)
}

/** Whether a model within the model takes so many tensors, in order. */
function takes({ inputs, layers, isNamed }: Level, count: number): boolean {
  const areInputs = inputs.every((name) => layers.get(name)?.className === 'InputLayer')
  return areInputs && inputs.length === count && (count === 1 || !isNamed)
}

const keyOf = (within: readonly string[], own: string) => [...within, own].join('/')

/** The layer that gives a tensor, which may lie within a model. */
function giverOf(level: Level, within: readonly string[], { name, tensor }: Reference): string {
  const model = level.layers.get(name)?.model
  return model ? giverOf(model, [...within, name], model.outputs[tensor]!) : keyOf(within, name)
}
