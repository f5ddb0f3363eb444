import type * as tfjs from '@tensorflow/tfjs'
import { types } from './binding.ts'
import { bool, nodeOf, scalar, type, valuesOf } from './graph.ts'
import type { GraphNode, Ref } from './graph.ts'
import { pruned } from './recorder.ts'
import type { Recording } from './recorder.ts'

/** A kernel of TensorFlow's that changes variables where they lie. */
export interface Update {
  node: GraphNode
  /** Its first inputs, whose handles go before the node's own inputs. */
  variables: tfjs.Variable[]
}

/** A recording in which weights may be changed in place. */
export interface FusedRecording extends Recording {
  updates: Update[]
}

/**
 * Finds the weights whose new value is what one of TensorFlow's kernels computes, by its form and not by an optimizer's
 * name: it then reads and writes each weight once. What is not exactly of that form stays as it was recorded.
 */
export function fuse(recording: Recording): FusedRecording {
  const graph = new Expressions(recording)
  const updates: Update[] = []
  const constants: GraphNode[] = []
  const done = new Set<tfjs.Variable>()
  for (const { variable } of recording.assignments) {
    const found = forms.map((form) => form(graph, variable)).find((one) => one !== undefined)
    if (!found) continue
    const at = `${recording.name}/update_${updates.length}`
    const inputs = found.inputs.map((input, index) => {
      if (typeof input === 'string') return input
      const node = scalar(`${at}/${index}`, input)
      constants.push(node)
      return node.name
    })
    const attributes = { T: type(types.float), use_locking: bool(false), ...found.attributes }
    if (found.decay) {
      const node = { name: `${at}/decay`, op: 'AssignSubVariableOp', inputs: [found.decay], outputs: [] }
      updates.push({ variables: [variable], node: { ...node, attributes: { dtype: type(types.float) } } })
      inputs.push(`^${node.name}`)
    }
    updates.push({ variables: found.variables, node: { name: at, op: found.op, inputs, attributes, outputs: [] } })
    found.variables.forEach((one) => done.add(one))
  }
  const assignments = recording.assignments.filter(({ variable }) => !done.has(variable))
  const inputs = updates.flatMap(({ node }) => node.inputs)
  return { ...pruned({ ...recording, nodes: [...recording.nodes, ...constants], assignments }, inputs), updates }
}

interface Found {
  op: string
  variables: tfjs.Variable[]
  /** A number is a constant. */
  inputs: (Ref | number)[]
  attributes?: GraphNode['attributes']
  /** What is taken from the weight before. */
  decay?: Ref
}
type Form = (graph: Expressions, weight: tfjs.Variable) => Found | undefined

/** weight − gradient · rate */
const gradientDescent: Form = (graph, weight) => {
  const [before, change] = graph.take(graph.newValue(weight), 'Sub')
  const [gradient, rate] = graph.take(change, 'Mul')
  const start = graph.startAt(before, weight)
  if (!start || !graph.isScalar(rate)) return undefined
  return { ...start, op: 'ResourceApplyGradientDescent', variables: [weight], inputs: [rate!, gradient!] }
}

/** momentum · share − gradient · rate, and that added to the weight; with Nesterov, as far ahead as it is going. */
const momentum: Form = (graph, weight) => {
  const [before, change] = graph.take(graph.newValue(weight), 'AddV2')
  const start = graph.startAt(before, weight)
  if (!start) return undefined
  const [ahead, slope] = graph.take(change, 'Sub')
  const [moved, again] = graph.take(ahead, 'Mul')
  const nesterov = moved !== undefined && graph.assignedFrom(moved) !== undefined
  const velocity = nesterov ? moved : change
  const slot = velocity === undefined ? undefined : graph.assignedFrom(velocity)
  const [kept, step] = graph.take(velocity, 'Sub')
  const [remembered, share] = graph.take(kept, 'Mul')
  const [gradient, rate] = graph.take(step, 'Mul')
  if (!slot || graph.variableAt(remembered) !== slot || !graph.isScalar(rate)) return undefined
  const value = graph.numberAt(share)
  if (value === undefined) return undefined
  if (nesterov) {
    const [sameGradient, sameRate] = graph.take(slope, 'Mul')
    if (sameGradient !== gradient || sameRate !== rate || graph.numberAt(again) !== value) return undefined
  }
  return {
    ...start,
    op: 'ResourceApplyKerasMomentum',
    variables: [weight, slot],
    inputs: [rate!, gradient!, value],
    attributes: { use_nesterov: bool(nesterov) },
  }
}

/** Averages of the gradient and of its square; weight − first · rate / (√second + ε), `rate` corrected for their start at 0. */
const adam: Form = (graph, weight) => {
  const [before, change] = graph.take(graph.newValue(weight), 'Sub')
  const [scaled, root] = graph.take(change, 'RealDiv')
  const [first, rate] = graph.take(scaled, 'Mul')
  const [spread, epsilonAt] = graph.take(root, 'AddV2')
  const [second] = graph.take(spread, 'Sqrt')
  const [mean, square] = [graph.averageAt(first), graph.averageAt(second)]
  const epsilon = graph.numberAt(epsilonAt)
  const start = graph.startAt(before, weight)
  if (!start || !graph.isScalar(rate) || !mean || !square) return undefined
  const [squared] = graph.take(square.of, 'Square')
  if (squared !== mean.of || epsilon === undefined) return undefined
  return {
    ...start,
    op: 'ResourceApplyAdam',
    variables: [weight, mean.variable, square.variable],
    // The rate is corrected already: to the kernel, both powers of β are 0.
    inputs: [0, 0, rate!, 1 - mean.share, 1 - square.share, epsilon, mean.of],
    attributes: { use_nesterov: bool(false) },
  }
}

const forms: Form[] = [gradientDescent, momentum, adam]

/** What a recording computes, read from its ends. */
class Expressions {
  readonly #nodes: Map<string, GraphNode>
  readonly #reads: Recording['reads']
  readonly #values: Map<tfjs.Variable, Ref>

  constructor({ nodes, reads, assignments }: Recording) {
    this.#nodes = new Map(nodes.map((node) => [node.name, node]))
    this.#reads = reads
    this.#values = new Map(assignments.map(({ variable, value }) => [variable, value]))
  }

  newValue(variable: tfjs.Variable): Ref | undefined {
    return this.#values.get(variable)
  }

  /** What an operation computes with, where it is the one that is expected. */
  take(ref: Ref | undefined, op: string): Ref[] {
    const node = ref === undefined ? undefined : this.#nodes.get(nodeOf(ref))
    return node?.op === op ? node.inputs : []
  }

  variableAt(ref: Ref | undefined): tfjs.Variable | undefined {
    return ref === undefined ? undefined : this.#reads.get(nodeOf(ref))
  }

  /** Whether an update begins with a weight as it is, or less `decay`. */
  startAt(ref: Ref | undefined, weight: tfjs.Variable): { decay?: Ref } | undefined {
    if (this.variableAt(ref) === weight) return {}
    const [before, decay] = this.take(ref, 'Sub')
    return this.variableAt(before) === weight ? { decay } : undefined
  }

  /** The variable that is given this value. */
  assignedFrom(ref: Ref): tfjs.Variable | undefined {
    return [...this.#values].find(([, value]) => value === ref)?.[0]
  }

  numberAt(ref: Ref | undefined): number | undefined {
    const values = ref === undefined ? undefined : valuesOf(this.#nodes.get(nodeOf(ref)))
    return values?.length === 1 ? values[0] : undefined
  }

  isScalar(ref: Ref | undefined): boolean {
    const node = ref === undefined ? undefined : this.#nodes.get(nodeOf(ref))
    return node?.outputs[Number(ref!.split(':')[1])]?.shape.length === 0
  }

  /** A variable's new value that is the part `share` of the way from the old one to `of`. */
  averageAt(ref: Ref | undefined): { variable: tfjs.Variable; of: Ref; share: number } | undefined {
    const variable = ref === undefined ? undefined : this.assignedFrom(ref)
    const [before, change] = this.take(ref, 'AddV2')
    const [difference, shareAt] = this.take(change, 'Mul')
    const [of, from] = this.take(difference, 'Sub')
    const share = this.numberAt(shareAt)
    const isOwn = variable && this.variableAt(before) === variable && this.variableAt(from) === variable
    return isOwn && of !== undefined && share !== undefined ? { variable, of, share } : undefined
  }
}
