import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { buildModel } from '../../src-main/training/model.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { value } from '../networks/open.ts'
import { documentOf, titleOf } from '../networks/variants.ts'
import { edited } from './edited.ts'
import { rotated } from '../networks/rotation.ts'

tf.enableProdMode()

const cases: [string, LoomDocument][] = [
  ...rotated.map((variant): [string, LoomDocument] => [titleOf(variant), documentOf(variant, 7)]),
  ...edited,
]

function withWeights(
  model: tf.LayersModel,
  names: ReadonlyMap<string, string>,
  weights: readonly LayerWeight[],
): tf.LayersModel {
  for (const id of new Set(weights.map(({ layer }) => layer))) {
    const own = weights.filter(({ layer }) => layer === id).map(({ data, shape }) => tf.tensor(data, shape))
    model.getLayer(names.get(id)!).setWeights(own)
    tf.dispose(own)
  }
  return model
}

const outputsOf = (model: tf.LayersModel, input: tf.Tensor): number[][] =>
  tf.tidy(() => [model.predict(input)].flat().map((output) => [...output.dataSync()]))

const shapesOf = (model: tf.LayersModel, names: readonly string[]) =>
  names.map((name) => model.getLayer(name).weights.map(({ shape }) => shape))

describe('exported TypeScript builds what we build:', () => {
  let folder: string
  const paths: string[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-typescript-'))
    await symlink(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
    for (const [at, [, document]] of cases.entries()) {
      const path = join(folder, `network${at}.ts`)
      value(await exportModel({ document, weights: [], format: 'typescript', path }))
      paths.push(path)
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases)(
    '%s',
    async (name, document) => {
      const at = cases.findIndex(([other]) => other === name)
      const { inputs, layers, blocks } = analyze(document)
      const weights = randomWeights(document, at)
      const { model: own, names } = value(buildModel(tf, document, { seed: 1 }))
      const { buildModel: build } = await built(paths[at]!)
      const theirs = build()
      const { trainable, nonTrainable } = blocks.get('')!
      expect(theirs.countParams()).toBe(trainable + nonTrainable)
      const all = [...names.values()].filter((name) => own.getLayer(name).weights.length > 0)
      expect(shapesOf(theirs, all)).toEqual(shapesOf(own, all))
      const input = tf.randomNormal([2, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', at)
      const [one, other] = [withWeights(own, names, weights), withWeights(theirs, names, weights)].map((model) =>
        outputsOf(model, input),
      )
      expect(other).toHaveLength(one!.length)
      one!.forEach((output, index) => {
        expect(Math.max(...output)).toBeGreaterThan(Math.min(...output))
        const apart = output.map((value, i) => Math.abs(value - other![index]![i]!))
        expect(Math.max(...apart)).toBeLessThan(1e-5)
      })
      own.dispose()
      theirs.dispose()
    },
    300_000,
  )

  test('has no error of types', () => {
    const program = ts.createProgram(paths, {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      skipLibCheck: true,
      types: [],
    })
    const found = paths
      .flatMap((path) => [
        ...program.getSyntacticDiagnostics(program.getSourceFile(path)),
        ...program.getSemanticDiagnostics(program.getSourceFile(path)),
      ])
      .map(({ messageText, file, start }) => {
        const line = file!.text.slice(0, start).split('\n').length
        return `${file!.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      })
    expect(found).toEqual([])
  }, 300_000)
})

/** Runs a module as a program would that compiles its TypeScript. */
async function built(path: string): Promise<{ buildModel(): tf.LayersModel }> {
  const source = await readFile(path, 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  })
  const module = { exports: {} as { buildModel(): tf.LayersModel } }
  const required = (name: string) => {
    if (name === '@tensorflow/tfjs') return tf
    throw new Error(`The module wants ${name}.`)
  }
  new Function('module', 'exports', 'require', outputText)(module, module.exports, required)
  return module.exports
}
