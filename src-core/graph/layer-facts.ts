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

/** Kept as long as the parameters' object is: an edit makes new objects for what it changes and leaves the others. */
const parsedOf = new WeakMap<object, Map<string, Parsed>>()
const factsOf = new WeakMap<object, Map<string, LayerFacts>>()

/** The last answer of each: shapes that did not change are the same objects as before, so that asking again is cheap. */
const lastOf = new WeakMap<object, { kind: LayerKind; inputs: readonly Shape[]; facts: LayerFacts }>()

/** How many of them one object keeps: templates may share one object among many layers. */
const kept = 256

/** Reads a layer's parameters by its kind's schema. */
export function parseLayer(kind: string, params: Record<string, unknown>): Parsed {
  return remember(parsedOf, params, kind, () => {
    const layerKind = kindOf(kind)
    if (!layerKind) return { ok: false, problems: [] }
    const parsed = layerKind.params.safeParse(params)
    if (parsed.success) return { ok: true, kind: layerKind, params: parsed.data }
    return { ok: false, kind: layerKind, problems: paramProblems(layerKind.params, params, parsed.error) }
  })
}

/** Infers the shape and counts the cost of a layer whose parameters `raw` were read as `parsed`. */
export function layerFacts(
  raw: Record<string, unknown>,
  { kind, params }: Parsed & { ok: true },
  inputs: readonly Shape[],
): LayerFacts {
  const last = lastOf.get(raw)
  if (
    last?.kind === kind &&
    last.inputs.length === inputs.length &&
    last.inputs.every((shape, i) => shape === inputs[i])
  )
    return last.facts
  const facts = findFacts(raw, kind, params, inputs)
  lastOf.set(raw, { kind, inputs, facts })
  return facts
}

function findFacts(
  raw: Record<string, unknown>,
  kind: LayerKind,
  params: Record<string, unknown>,
  inputs: readonly Shape[],
): LayerFacts {
  const key = `${kind.kind} ${inputs.map((shape) => shape.join()).join(' ')}`
  return remember(factsOf, raw, key, () => {
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
    if (sizeOf(shape) > largestTensor)
      return { ...facts, problem: { code: 'too-large', message: tooLargeOutput(shape) } }
    return facts
  })
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

function remember<T>(cache: WeakMap<object, Map<string, T>>, object: object, key: string, make: () => T): T {
  let known = cache.get(object)
  if (!known) cache.set(object, (known = new Map()))
  const before = known.get(key)
  if (before) return before
  if (known.size >= kept) known.clear()
  const made = make()
  known.set(key, made)
  return made
}
