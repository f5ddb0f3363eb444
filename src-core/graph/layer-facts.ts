import { kindOf } from '../layers/registry.ts'
import type { LayerKind } from '../layers/define.ts'
import type { Text } from '../text.ts'
import type { LayerProblem } from './problem.ts'
import { paramProblems } from './param-problems.ts'
import type { ParamProblem } from './param-problems.ts'
import { formatShape, sizeOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** A layer's parameters as its kind reads them, or why it cannot. */
export type Parsed =
  | { ok: true; kind: LayerKind; params: Record<string, unknown> }
  | { ok: false; kind?: LayerKind; problems: ParamProblem[] }

/** What follows from a layer's parameters and the shapes it is given, wherever in a graph it stands. */
export interface LayerFacts {
  shape?: Shape
  trainable: number
  nonTrainable: number
  macs: number
  problem?: LayerProblem & { code: 'shape' | 'too-large' }
}

/** No tensor of TensorFlow's can hold more numbers than a 32-bit index counts. */
const largestTensor = 2 ** 31 - 1

/** What is known of all layers of one kind with equal parameters: large networks repeat few layers many times. */
interface Known {
  parsed: Parsed
  /** By the shapes that come in. */
  facts: Map<string, LayerFacts>
}

/** By the kind and the parameters' values. */
const known = new Map<string, Known>()

/** How much is kept: a value that is dragged through a field goes through many. */
const most = { layers: 4096, shapes: 256 }

/** The last answer for one layer. An edit makes new objects for what it changes and leaves the others as they were. */
interface Last extends Known {
  kind: string
  inputs?: readonly Shape[]
  found?: LayerFacts
}
const lastOf = new WeakMap<object, Last>()

/** Reads a layer's parameters by its kind's schema. */
export const parseLayer = (kind: string, params: Record<string, unknown>): Parsed => lastFor(kind, params).parsed

function lastFor(kind: string, params: Record<string, unknown>): Last {
  const before = lastOf.get(params)
  if (before?.kind === kind) return before
  const { parsed, facts } = remember(known, `${kind} ${keyOf(params)}`, most.layers, () => ({
    parsed: parse(kind, params),
    facts: new Map(),
  }))
  const last: Last = { kind, parsed, facts }
  lastOf.set(params, last)
  return last
}

function parse(kind: string, params: Record<string, unknown>): Parsed {
  const layerKind = kindOf(kind)
  if (!layerKind) return { ok: false, problems: [] }
  const parsed = layerKind.params.safeParse(params)
  if (parsed.success) return { ok: true, kind: layerKind, params: parsed.data }
  return { ok: false, kind: layerKind, problems: paramProblems(layerKind.params, params, parsed.error) }
}

/** Tells values apart that JSON writes alike, such as null and NaN. */
function keyOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`
  let key = '{'
  for (const name in value) key += `${JSON.stringify(name)}:${keyOf((value as Record<string, unknown>)[name])},`
  return key
}

/** Infers the shape and counts the cost of a layer whose parameters `raw` were read as `parsed`. */
export function layerFacts(
  raw: Record<string, unknown>,
  { kind, params }: Parsed & { ok: true },
  inputs: readonly Shape[],
): LayerFacts {
  const last = lastFor(kind.kind, raw)
  // Shapes that did not change are the same objects as before.
  if (last.found && last.inputs!.length === inputs.length && last.inputs!.every((shape, i) => shape === inputs[i]))
    return last.found
  const key = inputs.map((shape) => shape.join()).join(' ')
  last.inputs = inputs
  return (last.found = remember(last.facts, key, most.shapes, () => findFacts(kind, params, inputs)))
}

function findFacts(kind: LayerKind, params: Record<string, unknown>, inputs: readonly Shape[]): LayerFacts {
  const inferred = kind.infer(params, inputs)
  if (!inferred.ok) return { ...nothing, problem: { ...inferred.problem, code: 'shape' } }
  const { shape } = inferred
  const weights = kind.weights(params, inputs)
  const facts = {
    shape,
    trainable: sum(weights.map((weight) => (weight.trainable ? sizeOf(weight.shape) : 0))),
    nonTrainable: sum(weights.map((weight) => (weight.trainable ? 0 : sizeOf(weight.shape)))),
    macs: kind.macs(params, inputs, shape),
  }
  // Said once, where a tensor first grows too large, not of all that follows from it.
  if (inputs.some((input) => sizeOf(input) > largestTensor)) return facts
  const weight = weights.find(({ shape }) => sizeOf(shape) > largestTensor)
  if (weight) return { ...facts, problem: { code: 'too-large', message: tooLargeWeight(weight.name, weight.shape) } }
  if (sizeOf(shape) > largestTensor) return { ...facts, problem: { code: 'too-large', message: tooLargeOutput(shape) } }
  return facts
}

const nothing = { trainable: 0, nonTrainable: 0, macs: 0 }

const tooLargeWeight = (name: string, shape: Shape): Text => ({
  en: `Its weight “${name}” of ${formatShape(shape)} is larger than any tensor can be (2³¹ numbers).`,
  zh: `其权重“${name}”为 ${formatShape(shape)}，超出了张量的上限（2³¹ 个数）。`,
})
const tooLargeOutput = (shape: Shape): Text => ({
  en: `Its output of ${formatShape(shape)} is larger than any tensor can be (2³¹ numbers).`,
  zh: `其输出为 ${formatShape(shape)}，超出了张量的上限（2³¹ 个数）。`,
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function remember<T>(cache: Map<string, T>, key: string, most: number, make: () => T): T {
  const before = cache.get(key)
  if (before) return before
  if (cache.size >= most) cache.clear()
  const made = make()
  cache.set(key, made)
  return made
}
