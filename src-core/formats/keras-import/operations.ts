import type { Shape } from '../../graph/shape.ts'
import type { Text } from '../../text.ts'
import { isObject } from './config.ts'
import type { Config } from './config.ts'
import type { Argument } from './references.ts'

/** TensorFlow's functions that Keras 2 writes into a model, by the operations of Keras 3 that do the same. */
const functions: Readonly<Record<string, string>> = {
  'math.add': 'Add',
  '__operators__.add': 'Add',
  'math.subtract': 'Subtract',
  'math.multiply': 'Multiply',
  'math.truediv': 'TrueDivide',
  'math.divide': 'TrueDivide',
  'math.negative': 'Negative',
  'math.maximum': 'Maximum',
  cast: 'Cast',
}

/**
 * The operation that stands in a layer's place: Keras 3's class or the name of TensorFlow's function; nothing for a layer.
 * @param call the first call of it
 */
export function operationOf(layer: { class_name: string; config: Config } & Config, call: unknown): string | undefined {
  const { class_name: className, module, config } = layer
  if (typeof module === 'string' && module.startsWith('keras.src.ops')) return className
  // In HDF5 Keras 3 says no modules; layers of these names take their tensors in one list, and operations one by one.
  const args = isObject(call) && Array.isArray(call.args) ? (call.args as unknown[]) : [[]]
  if (module === undefined && isKnown(className) && !Array.isArray(args[0])) return className
  if (className !== 'TFOpLambda' && className !== 'SlicingOpLambda') return undefined
  const name = typeof config.function === 'string' ? config.function : className
  return Object.hasOwn(functions, name) ? functions[name]! : name
}

const isKnown = (operation: string) => ['Negative', 'Cast'].includes(operation) || Object.hasOwn(ofTwo, operation)

type Computed = { kind: string; params: Record<string, unknown> } | { refused: Text }

/**
 * What an operation is here: with one number a rescaling, with two tensors a merge; nothing where it is neither.
 * @param values what it takes, place by place
 * @param inputs shapes of the tensors among them
 */
export function sayOperation(
  operation: string,
  values: readonly Argument[],
  inputs: readonly Shape[],
): Computed | undefined {
  const [left, right] = values
  if (operation === 'Negative') return values.length === 1 && left === 'tensor' ? rescaled(-1, 0) : undefined
  if (!Object.hasOwn(ofTwo, operation)) return undefined
  if (values.length !== 2 || values.includes('other')) return { refused: otherArguments }
  const { withNumber, merge } = ofTwo[operation]!
  if (left === 'tensor' && right === 'tensor') {
    if (merge === undefined) return { refused: noMerge }
    return inputs[0]!.length === inputs[1]!.length ? { kind: merge, params: {} } : { refused: otherAxes }
  }
  if (left === 'tensor') return withNumber(right as number, false)
  return right === 'tensor' ? withNumber(left as number, true) : { refused: otherArguments }
}

interface OfTwo {
  /** @param isLeft whether the number stands before the tensor */
  withNumber: (number: number, isLeft: boolean) => Computed
  /** The layer of two tensors. */
  merge?: string
}

const rescaled = (scale: number, offset: number): Computed => ({ kind: 'rescaling', params: { scale, offset } })

const divided: OfTwo = {
  withNumber: (number, isLeft) => (isLeft ? { refused: inverse } : rescaled(1 / number, 0)),
}

const ofTwo: Readonly<Record<string, OfTwo>> = {
  Add: { withNumber: (number) => rescaled(1, number), merge: 'add' },
  Subtract: { withNumber: (number, isLeft) => (isLeft ? rescaled(-1, number) : rescaled(1, -number)) },
  Multiply: { withNumber: (number) => rescaled(number, 0), merge: 'multiply' },
  TrueDivide: divided,
  Divide: divided,
  Maximum: { withNumber: () => ({ refused: otherArguments }), merge: 'maximum' },
}

const otherArguments: Text = {
  en: 'It takes something else than tensors of the network and single numbers.',
  zh: '它的参数不只是网络中的张量与单个数值。',
}
const noMerge: Text = {
  en: 'It computes one tensor from two in a way that no layer here does.',
  zh: '它由两个张量计算一个张量，本程序没有对应的层。',
}
const otherAxes: Text = {
  en: 'It stretches one tensor over the axes of another.',
  zh: '它把一个张量沿另一个张量的轴进行扩展。',
}
const inverse: Text = {
  en: 'It divides a number by a tensor, which no layer here does.',
  zh: '它用一个数除以张量，本程序没有对应的层。',
}
