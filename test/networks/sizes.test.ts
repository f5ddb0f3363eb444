import { describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import { titleOf, variants } from './variants.ts'

/** The largest size that any template refuses is below. */
const largest = 80

/** A weight that no tensor can hold the network says itself. */
const meant = ['too-large']

/** What is wrong with a network. */
const faults = (document: LoomDocument): string[] =>
  analyze(document)
    .problems.filter(({ code }) => !meant.includes(code))
    .map(({ message }) => message.en)

/** The same layers on images of another size. */
function resized(document: LoomDocument, size: number): LoomDocument {
  const [id] = analyze(document).inputs
  const node = document.nodes[id!]!
  if (node.type !== 'layer') throw new Error(`${id} is no layer.`)
  const params = { ...node.params, shape: [size, size, 3] }
  return { ...document, nodes: { ...document.nodes, [id!]: { ...node, params } } }
}

describe('the images that a network refuses are exactly those that its layers cannot take:', () => {
  test.each(variants.map((variant) => [titleOf({ ...variant, thinner: 1 }), variant] as const))(
    '%s',
    (_name, { template, options }) => {
      const made = Array.from({ length: largest }, (_, at) =>
        newDocument(template, { ...options, channels: 3, classes: 7, inputSize: at + 1 }),
      )
      const smallest = made.findIndex(({ ok }) => ok)
      const first = made[smallest]!
      made.forEach((one, at) => {
        const size = at + 1
        if (one.ok) return expect(faults(one.value), `${size}×${size}`).toEqual([])
        expect(one.failure.message.en).toContain(`${size}×${size}`)
        expect(one.failure.message.en).toContain(`${smallest + 1}×${smallest + 1}`)
        expect(one.failure.message.zh).toContain(`${smallest + 1}×${smallest + 1}`)
        expect(first.ok && faults(resized(first.value, size)), `${size}×${size}`).not.toEqual([])
      })
    },
  )
})

/** Options with a least and a most. */
const ends: Record<string, Record<string, unknown[]>> = {
  densenet: { growth: [1, 1024] },
  resnext: { cardinality: [1, 1024], width: [1, 1024] },
  mobilenet: { alpha: [1e-6, 0.031_24, 0.031_25, 16] },
  'mobilenet-v2': { alpha: [1e-6, 16] },
  shufflenet: {
    groups: [1, 2, 3, 4, 8],
    scale: [0.25, 16],
    repeats: [
      [0, 0, 0],
      [64, 64, 64],
    ],
  },
  efficientnet: { variant: ['b0', 'b7'] },
}

test.each(Object.entries(ends))(
  '%s at the ends of its options is right, or its sentence names an option',
  (id, own) => {
    const all = Object.entries({ ...own, classes: [2, 100_000], channels: [1, 64] }).reduce<Record<string, unknown>[]>(
      (sets, [name, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
      [{ inputSize: 32 }],
    )
    const { options, build } = templates[id]!
    for (const set of all) {
      const built = build(options.parse(set))
      if (built.ok) {
        const made = newDocument(id, set)
        expect(made.ok && faults(made.value), JSON.stringify(set)).toEqual([])
      } else {
        expect(Object.keys(set), JSON.stringify(set)).toContain(built.option)
        expect(built.message.en).toContain(String(set[built.option!]))
      }
    }
  },
)
