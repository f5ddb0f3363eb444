import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { KerasForm, KerasStep, LayerCase } from '../../src-core/layers/define.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'

const layers = resolve(import.meta.dirname, '../../src-core/layers')

/** The kinds that have a folder. */
export const folders = (await readdir(layers, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

/** Each kind's table, read from its folder. */
export const tables: { kind: string; cases: LayerCase[] }[] = await Promise.all(
  folders.map(async (kind) => ({
    kind,
    cases: ((await import(resolve(layers, kind, `${kind}.cases.ts`))) as { cases: LayerCase[] }).cases,
  })),
)

export interface Values {
  shape: number[]
  data: number[]
}

/** A case with everything that both tfjs and Keras compute it from. */
export interface Prepared {
  id: string
  kind: string
  params: Record<string, unknown>
  inputs: Shape[]
  expect: LayerCase['expect']
  /** Its Keras form, one layer of Keras's or several. */
  steps: readonly KerasStep[]
  /** Absent where the layer takes no numbers (an input) or is refused. */
  numbers?: {
    /** One tensor an input, with a batch axis. */
    values: Values[]
    weights: Values[]
    /** What the output is multiplied with before it is summed up to a loss, so that no gradient is trivial. */
    cotangent: Values
    /** Random layers cannot be compared while they train. */
    training: boolean
  }
}

const batch = 3

export const prepared: Prepared[] = tables.flatMap(({ kind, cases }) => cases.map((one) => prepare(kind, one)))

function prepare(kind: string, { name, params: raw, inputs, expect }: LayerCase): Prepared {
  const { params: schema, keras, weights } = layerKinds[kind]!
  const params = schema.parse(raw)
  const id = `${kind}: ${name}`
  const same = { id, kind, params, inputs, expect, steps: stepsOf(keras(params, inputs), inputs) }
  if ('problem' in expect || inputs.length === 0) return same
  const draw = generator(id)
  const numbers = {
    values: inputs.map((shape) => draw([batch, ...shape], 3)),
    weights: weights(params, inputs).map((weight) =>
      weight.name === 'moving_variance' || weight.name === 'gamma'
        ? draw([...weight.shape], 0.5, 1)
        : draw([...weight.shape], 0.5),
    ),
    cotangent: draw([batch, ...expect.shape], 1),
    training: kind !== 'dropout' && kind !== 'drop-connect',
  }
  return { ...same, numbers }
}

/** One layer of Keras's is one step that takes all inputs. */
function stepsOf(form: KerasForm | readonly KerasStep[], inputs: readonly Shape[]): readonly KerasStep[] {
  if (!('className' in form)) return form
  return [{ ...form, step: 'layer', takes: inputs.map((_, i) => i), shape: [] }]
}

/** Draws tensors of even values around `middle`, the same for the same text. */
function generator(text: string) {
  let state = [...text].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 2_147_483_646, 7) + 1
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return (shape: number[], spread: number, middle = 0): Values => ({
    shape,
    data: Array.from({ length: sizeOf(shape) }, () => Math.fround(middle + spread * (2 * next() - 1))),
  })
}
