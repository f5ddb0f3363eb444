import type * as tfjs from '@tensorflow/tfjs'
import type { Binding, Handle, OperationAttribute, TensorFlowBackend, TensorSpec, Values } from './binding.ts'
import { DryRun } from './dry-run.ts'
import { constant, placeholder, reachable, refOf, type } from './graph.ts'
import type { Attribute, GraphNode, Ref } from './graph.ts'

/** A function of tensors, as the operations that it consists of. */
export interface Recording {
  /** Begins the names of its nodes. */
  name: string
  nodes: GraphNode[]
  /** What it is fed, by name, in the order of `inputs`. */
  inputs: (TensorSpec & { placeholder: string })[]
  outputs: (TensorSpec & { ref: Ref })[]
  /** Variables that it reads, by the node that does. */
  reads: Map<string, tfjs.Variable>
  /** Variables that have a new value at its end. */
  assignments: { variable: tfjs.Variable; value: Ref }[]
}

/** A recording without the nodes that nothing is made of, `others` aside; what it is fed stays. */
export function pruned(recording: Recording, others: readonly Ref[] = []): Recording {
  const { inputs, outputs, assignments } = recording
  const ends = [
    ...inputs.map(({ placeholder }) => placeholder),
    ...outputs.map(({ ref }) => ref),
    ...assignments.map(({ value }) => value),
  ]
  const nodes = reachable(recording.nodes, [...ends, ...others])
  const names = new Set(nodes.map(({ name }) => name))
  return { ...recording, nodes, reads: new Map([...recording.reads].filter(([name]) => names.has(name))) }
}

/** Why a function cannot be recorded; `message` completes the sentence “It cannot be recorded: …”. */
export class NotRecordable extends Error {}

/** Operations whose output's shape depends on their input's values. */
const shapedByValues = new Set(['Where', 'Unique', 'UniqueV2', 'NonMaxSuppressionV3', 'NonMaxSuppressionV5'])
/** tfjs-node names the type that the input had before it was cast. */
const mistyped = new Set(['Mean', 'Sum', 'Max', 'Min', 'Prod'])

/**
 * Runs a function of tensors with none of their numbers and keeps what it asks TensorFlow to compute. Variables are
 * afterwards as they were.
 *
 * @param inputs what it takes, by name
 * @throws NotRecordable where it wants to see numbers
 */
export function record<Name extends string>(
  tf: typeof tfjs,
  backend: TensorFlowBackend,
  options: {
    name: string
    inputs: Record<Name, TensorSpec>
    run(inputs: Record<Name, tfjs.Tensor>): tfjs.Tensor[]
  },
): Recording {
  const recorder = new Recorder(tf, backend, options.name)
  const variables = Object.values(tf.engine().registeredVariables)
  const kept = variables.map((variable) => tf.keep(tf.clone(variable)))
  recorder.start()
  try {
    const inputs = Object.entries<TensorSpec>(options.inputs).map(([name, spec]) => recorder.input(name, spec))
    const fed = Object.fromEntries(Object.keys(options.inputs).map((name, index) => [name, inputs[index]!.tensor]))
    const before = variables.map((variable, index) => recorder.read(variable, index))
    const outputs = tf.tidy(() => options.run(fed as Record<Name, tfjs.Tensor>))
    if (Object.keys(tf.engine().registeredVariables).length > variables.length) {
      throw new NotRecordable('it makes a variable at every step')
    }
    const assignments = variables
      .filter((variable, index) => variable.dataId !== before[index])
      .map((variable) => ({ variable, value: recorder.refTo(variable) }))
    const recording: Recording = {
      name: options.name,
      nodes: recorder.nodes,
      inputs: inputs.map(({ placeholder, shape, dtype }) => ({ placeholder, shape, dtype })),
      outputs: outputs.map((output) => recorder.outputOf(output)),
      reads: recorder.reads,
      assignments,
    }
    tf.dispose([...outputs, ...inputs.map(({ tensor }) => tensor)])
    return recording
  } finally {
    for (const [index, variable] of variables.entries()) variable.assign(kept[index]! as tfjs.Tensor)
    recorder.stop()
    tf.dispose(kept)
  }
}

/**
 * Stands between tfjs-node and its addon. What is computed is no tensor of the addon's but a number below 0, which tfjs
 * never asks the addon to delete.
 */
class Recorder {
  readonly nodes: GraphNode[] = []
  readonly reads = new Map<string, tfjs.Variable>()
  readonly #backend: TensorFlowBackend
  readonly #binding: Binding
  readonly #name: string
  readonly #dryRun: DryRun
  readonly #refs = new Map<number, Ref>()
  readonly #specs = new Map<number, TensorSpec>()
  readonly #constants = new Map<number, Values>()
  /** The number of the last tensor that was promised; −1 is tfjs's own sign for one not made yet. */
  #last = -1
  #restore = () => {}

  constructor(tf: typeof tfjs, backend: TensorFlowBackend, name: string) {
    this.#backend = backend
    this.#binding = backend.binding
    this.#name = name
    this.#dryRun = new DryRun(tf, backend.binding)
  }

  start(): void {
    const backend = this.#backend
    const { getInputTensorIds } = backend
    backend.binding = this.#wrapped()
    backend.getInputTensorIds = (tensors) => {
      const ids = getInputTensorIds.call(backend, tensors)
      ids.forEach((id, index) => this.#meet(id, tensors[index]!))
      return ids
    }
    this.#restore = () => Object.assign(backend, { binding: this.#binding, getInputTensorIds })
  }

  stop(): void {
    this.#restore()
    this.#dryRun.dispose()
  }

  input(name: string, spec: TensorSpec) {
    const node = placeholder(`${this.#name}/${name}`, spec)
    this.nodes.push(node)
    return { ...spec, placeholder: node.name, tensor: this.#promised(refOf(node.name), spec) }
  }

  /** Lets a variable stand for its reading in the graph; gives back what tells whether it is assigned afterwards. */
  read(variable: tfjs.Variable, index: number): object {
    const { dtype } = this.#backend.tensorMap.get(variable.dataId)
    const spec = { shape: variable.shape, dtype }
    const name = `${this.#name}/read_${index}`
    this.nodes.push({ name, op: 'ReadVariableOp', inputs: [], attributes: { dtype: type(dtype) }, outputs: [spec] })
    this.reads.set(name, variable)
    const reading = this.#promised(refOf(name), spec)
    variable.assign(reading)
    reading.dispose()
    return variable.dataId
  }

  refTo(tensor: tfjs.Tensor): Ref {
    return this.#refOf(this.#backend.getInputTensorIds([tensor])[0]!)
  }

  outputOf(tensor: tfjs.Tensor): Recording['outputs'][number] {
    const ref = this.refTo(tensor)
    return { ref, ...this.#specs.get(this.#backend.getInputTensorIds([tensor])[0]!)! }
  }

  #wrapped(): Binding {
    const listening: Partial<Binding> = {
      createTensor: (shape, dtype, values) => {
        const id = this.#binding.createTensor(shape, dtype, values)
        this.#specs.set(id, { shape: [...shape], dtype })
        this.#constants.set(id, values)
        return id
      },
      executeOp: (op, attributes, inputs, count) => this.#execute(op, attributes, inputs, count),
      tensorDataSync: (id) => {
        if (id < 0) throw new NotRecordable('it looks at numbers that are computed within the step')
        return this.#binding.tensorDataSync(id)
      },
      runSavedModel: () => {
        throw new NotRecordable('it runs another graph within the step')
      },
    }
    const wrapped = Object.create(this.#binding) as Binding
    for (const [name, value] of Object.entries(listening)) Object.defineProperty(wrapped, name, { value })
    return wrapped
  }

  #execute(op: string, given: OperationAttribute[], inputs: number[], count: number): Handle[] {
    if (shapedByValues.has(op)) throw new NotRecordable(`the shape of what ${op} gives depends on numbers`)
    const refs = inputs.map((id) => this.#refOf(id))
    const dry = inputs.map((id) => {
      const values = this.#constants.get(id)
      return { ...this.#specs.get(id)!, ...(values && { constant: { id, values } }) }
    })
    const stated = given.filter(({ value }) => value !== undefined && value !== null)
    const attributes = stated.map((one) =>
      one.name === 'T' && mistyped.has(op) ? { ...one, value: dry[0]!.dtype } : one,
    )
    const outputs = this.#dryRun.outputsOf(op, attributes, dry, count)
    const name = this.#newName(op)
    const said = Object.fromEntries(attributes.map((one) => [one.name, this.#attribute(op, one)]))
    this.nodes.push({ name, op, inputs: refs, attributes: said, outputs })
    return outputs.map((spec, output) => ({ ...spec, id: this.#promise(refOf(name, output), spec) }))
  }

  #attribute(op: string, { name, type, value }: OperationAttribute): Attribute {
    const { TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE, TF_ATTR_SHAPE } = this.#binding
    const kinds = new Map<number, Attribute['kind']>([
      [TF_ATTR_STRING, 'string'],
      [TF_ATTR_INT, 'int'],
      [TF_ATTR_FLOAT, 'float'],
      [TF_ATTR_BOOL, 'bool'],
      [TF_ATTR_TYPE, 'type'],
      [TF_ATTR_SHAPE, 'shape'],
    ])
    const kind = kinds.get(type)
    if (!kind) throw new NotRecordable(`${name} of ${op} cannot be written`)
    return { kind, value } as Attribute
  }

  #newName = (op: string) => `${this.#name}/${op}_${this.nodes.length}`

  #promise(ref: Ref, spec: TensorSpec): number {
    this.#last -= 1
    this.#refs.set(this.#last, ref)
    this.#specs.set(this.#last, spec)
    return this.#last
  }

  #promised(ref: Ref, spec: TensorSpec): tfjs.Tensor {
    return this.#backend.createOutputTensor({ ...spec, id: this.#promise(ref, spec) })
  }

  /** A tensor that was made before the recording began is a constant in it. */
  #meet(id: number, { dataId, shape }: tfjs.TensorInfo): void {
    if (this.#specs.has(id)) return
    this.#specs.set(id, { shape: [...shape], dtype: this.#backend.tensorMap.get(dataId).dtype })
    this.#constants.set(id, this.#binding.tensorDataSync(id))
  }

  #refOf(id: number): Ref {
    const known = this.#refs.get(id)
    if (known !== undefined) return known
    const spec = this.#specs.get(id)
    const values = this.#constants.get(id)
    if (!spec || !values) throw new NotRecordable('it computes with a tensor of unknown origin')
    const node = constant(this.#newName('Const'), spec, values)
    this.nodes.push(node)
    this.#refs.set(id, refOf(node.name))
    return refOf(node.name)
  }
}
