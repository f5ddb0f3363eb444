import { isObject } from './config.ts'

/** A tensor by the layer that gives it, which of the layer's calls, and which of the tensors that call gave. */
export interface Reference {
  name: string
  call: number
  tensor: number
}

/** What an operation takes at one place: a tensor, a number, or what has no form here, such as a list of numbers. */
export type Argument = 'tensor' | 'other' | number

/** How a layer is called. */
export interface Call {
  /** What it takes, in order. */
  sources: Reference[]
  /** Tensors that it takes by arguments of other names. */
  others: Reference[]
  /** What an operation takes, place by place. */
  values: Argument[]
  /** Whether it is always called as if it were not trained: `training=False`. */
  isStill: boolean
  /** The type of numbers that it asks for. */
  dtype?: unknown
}

/** The tensors that a call or a list of outputs names: Keras 3's objects or `["name", 0, 0]`, in lists of any form. */
export function references(value: unknown, depth = 0): Reference[] {
  if (depth > 8) return []
  if (Array.isArray(value)) {
    const [name, call, tensor] = value as unknown[]
    if (typeof name === 'string' && typeof call === 'number' && typeof tensor === 'number') {
      // A number in a tensor's place, as Keras 2 writes `1 - x`.
      const own = name === constant ? [] : [{ name, call, tensor }]
      return [...own, ...references(value.slice(3), depth + 1)]
    }
    return value.flatMap((one) => references(one, depth + 1))
  }
  if (!isObject(value)) return []
  if (value.class_name === '__keras_tensor__' && isObject(value.config)) {
    return references(value.config.keras_history, depth + 1)
  }
  return Object.values(value).flatMap((one) => references(one, depth + 1))
}

const constant = '_CONSTANT_VALUE'

/** Keras 3 has a call's arguments by place and by name; Keras 2 a list of tensors, each with arguments by name. */
export function callOf(call: unknown, isOperation: boolean): Call {
  if (isObject(call)) {
    const args = Array.isArray(call.args) ? (call.args as unknown[]) : []
    return said(args, isObject(call.kwargs) ? call.kwargs : {}, isOperation)
  }
  const list = Array.isArray(call) ? (call as unknown[]) : []
  const tensors = typeof list[0] === 'string' ? [list] : list
  const named = tensors.map((tensor) => (Array.isArray(tensor) ? (tensor as unknown[])[3] : undefined)).filter(isObject)
  const args = tensors.map((tensor) => (Array.isArray(tensor) ? tensorOrConstant(tensor) : tensor))
  return said(args, Object.assign({}, ...named) as Record<string, unknown>, isOperation)
}

/** Arguments by name that a tensor or a number may be given by, in their order. */
const operands = ['x', 'x1', 'x2', 'y']
/** Arguments by name that say nothing of what is computed, or what the configuration is asked for. */
const silent = ['name', 'dtype']

function said(args: readonly unknown[], named: Readonly<Record<string, unknown>>, isOperation: boolean): Call {
  const isStill = named.training === false
  if (!isOperation) return { sources: references(args), others: references(named), values: [], isStill }
  const taken = [...args, ...operands.filter((name) => named[name] !== undefined).map((name) => named[name])]
  const rest = Object.entries(named).filter(
    ([name, value]) => ![...operands, ...silent].includes(name) && (value ?? null) !== null,
  )
  const values = [...taken.map(argument), ...rest.map((): Argument => 'other')]
  return {
    sources: references(taken),
    others: references(Object.fromEntries(rest)),
    values,
    isStill,
    dtype: named.dtype,
  }
}

/** `["name", 0, 0]`, or the number of `["_CONSTANT_VALUE", -1, 2.0]`. */
function tensorOrConstant(tensor: readonly unknown[]): unknown {
  return tensor[0] === constant ? tensor[2] : tensor.slice(0, 3)
}

function argument(value: unknown): Argument {
  if (typeof value === 'number') return value
  const isConstant = isObject(value) && (value.class_name === '__tensor__' || value.class_name === '__numpy__')
  if (isConstant && isObject(value.config) && typeof value.config.value === 'number') return value.config.value
  return references(value).length === 1 ? 'tensor' : 'other'
}
