import type * as tfjs from '@tensorflow/tfjs'
import { types } from './binding.ts'
import type { Binding, OperationAttribute, TensorSpec, Values } from './binding.ts'

/** An operation's input while nothing is computed: a constant has values. */
export interface DryInput extends TensorSpec {
  constant?: { id: number; values: Values }
}

const words = (text: string) => new Set(text.split(' '))
/** Operations whose output is as its first input. */
const alike = words(
  'Relu ReluGrad Relu6 Relu6Grad LeakyRelu LeakyReluGrad Elu EluGrad Selu Sigmoid SigmoidGrad Tanh TanhGrad Softplus ' +
    'Exp Log Sqrt Rsqrt Square Neg Abs Floor Softmax LogSoftmax ZerosLike OnesLike DeepCopy',
)
const broadcasting = words('Add AddV2 Sub Mul RealDiv Div DivNoNan Maximum Minimum SquaredDifference Pow')
const comparing = words('Greater GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr')

/** Constants up to so many values tell two runs of an operation apart; one with more is run anew every time. */
const comparable = 64

/**
 * Finds what operations give without computing with anybody's numbers: an operation that is not known by rule is run
 * once on zeros of the right shapes. So a step can be recorded in the time and memory of its few different operations.
 */
export class DryRun {
  readonly #tf: typeof tfjs
  readonly #binding: Binding
  readonly #known = new Map<string, TensorSpec[]>()
  readonly #zeros = new Map<string, number>()

  constructor(tf: typeof tfjs, binding: Binding) {
    this.#tf = tf
    this.#binding = binding
  }

  outputsOf(op: string, attributes: OperationAttribute[], inputs: DryInput[], count: number): TensorSpec[] {
    const [first, second] = inputs
    if (alike.has(op)) return [{ shape: first!.shape, dtype: first!.dtype }]
    if (broadcasting.has(op)) return [{ shape: this.#together(first!, second!), dtype: first!.dtype }]
    if (comparing.has(op)) return [{ shape: this.#together(first!, second!), dtype: types.bool }]
    if (op === 'Cast') {
      return [{ shape: first!.shape, dtype: attributes.find(({ name }) => name === 'DstT')!.value as number }]
    }
    const key = keyOf(op, attributes, inputs)
    const known = key === undefined ? undefined : this.#known.get(key)
    if (known) return known
    const outputs = this.#run(op, attributes, inputs, count)
    if (key !== undefined) this.#known.set(key, outputs)
    return outputs
  }

  dispose(): void {
    for (const id of this.#zeros.values()) this.#binding.deleteTensor(id)
    this.#zeros.clear()
  }

  #together = (a: TensorSpec, b: TensorSpec) => this.#tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape)

  #run(op: string, attributes: OperationAttribute[], inputs: DryInput[], count: number): TensorSpec[] {
    const ids = inputs.map((input) => input.constant?.id ?? this.#zerosOf(input))
    return this.#binding.executeOp(op, attributes, ids, count).map(({ id, shape, dtype }) => {
      this.#binding.deleteTensor(id)
      return { shape, dtype }
    })
  }

  #zerosOf({ shape, dtype }: TensorSpec): number {
    const key = `${dtype}:${shape}`
    const made = this.#zeros.get(key)
    if (made !== undefined) return made
    const id = this.#binding.createTensor(shape, dtype, zeros(dtype, this.#tf.util.sizeFromShape(shape)))
    this.#zeros.set(key, id)
    return id
  }
}

function zeros(dtype: number, size: number): Values {
  if (dtype === types.float) return new Float32Array(size)
  if (dtype === types.bool) return new Uint8Array(size)
  return new Int32Array(dtype === types.int64 ? size * 2 : size)
}

/** What tells a run of an operation from others that give something else; nothing where too much would. */
function keyOf(op: string, attributes: OperationAttribute[], inputs: DryInput[]): string | undefined {
  if (inputs.some(({ constant }) => constant && constant.values.length > comparable)) return undefined
  const parts = inputs.map(({ shape, dtype, constant }) => [shape, dtype, constant && [...constant.values]])
  return JSON.stringify([op, attributes, parts])
}
