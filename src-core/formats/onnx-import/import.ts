import type { LoomDocument } from '../../document/schema.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { importedDocument } from '../imported-network.ts'
import type { OnnxFile, OnnxFileNode } from './file.ts'
import { createNetwork } from './network.ts'
import type { ImportedWeight, Value } from './network.ts'
import { operators } from './operators.ts'
import { listOf, noSuchOperator, stepAt } from './step.ts'
import type { Reading } from './step.ts'

export interface Imported {
  document: LoomDocument
  weights: ImportedWeight[]
}

/**
 * Makes a network of layers of an ONNX graph: operators that a layer is written with become that layer again, and images
 * lie channels last as everywhere here, with weights to match. What cannot be said by layers is refused by name.
 */
export function importOnnx(file: OnnxFile): Result<Imported> {
  const network = createNetwork()
  const takers = takersOf(file.nodes)
  const reading: Reading = { file, network, values: new Map(), takers, done: new Set() }
  for (const input of file.inputs) {
    const entered = enter(input, reading)
    if (!entered.ok) return entered
  }
  for (const node of file.nodes) {
    if (reading.done.has(node)) continue
    const read = Object.hasOwn(operators, node.operator) && node.domain === '' ? operators[node.operator] : undefined
    if (!read) return noSuchOperator(node)
    const loose = node.inputs.find((name) => name !== '' && !reading.values.has(name) && !file.constants.has(name))
    if (loose !== undefined || node.outputs.length === 0) return unordered(node, loose ?? '')
    const step = stepAt(reading, node)
    const given = read(step)
    if (!given.ok) return given
    reading.values.set(step.end.outputs[0]!, given.value)
  }
  if (file.outputs.length === 0) return empty
  const unknown = file.outputs.find((name) => !reading.values.has(name) || reading.values.get(name)!.order)
  if (unknown !== undefined) return noOutput(unknown)
  return ok({ document: importedDocument(network), weights: network.weights })
}

function takersOf(nodes: readonly OnnxFileNode[]): Map<string, OnnxFileNode[]> {
  const takers = new Map<string, OnnxFileNode[]>()
  for (const node of nodes) {
    for (const input of new Set(node.inputs)) {
      const those = takers.get(input)
      if (those) those.push(node)
      else takers.set(input, [node])
    }
  }
  return takers
}

/** Adds an input layer; its axes are height, width and channels in either order. */
function enter({ name, axes }: OnnxFile['inputs'][number], { network, values, takers }: Reading): Result<Value> {
  const [, ...image] = axes
  if (image.length !== 3 || !image.every((axis) => axis !== undefined && axis > 0)) return noImage(name)
  const [a, b, c] = image as [number, number, number]
  const turned = (takers.get(name) ?? []).some((node) => listOf(node, 'perm')?.join() === '0,3,1,2')
  const few = (channels: number) => channels === 1 || channels === 3 || channels === 4
  const isLast = turned || (!few(a) && few(c))
  const shape = isLast ? [a, b, c] : [b, c, a]
  const added = network.add({ name, kind: 'input', params: { shape }, inputs: [] })
  if (!added.ok) return added
  const value: Value = { ...added.value, layout: isLast ? 'last' : 'first' }
  values.set(name, value)
  return ok(value)
}

/** ONNX has every node after those that it takes from, so that there is no circle. */
const unordered = (node: OnnxFileNode, missing: string) =>
  fail('nodes-out-of-order', {
    en: `“${node.name || node.operator}” takes “${missing}”, which nothing before it gives, or gives nothing itself.`,
    zh: `“${node.name || node.operator}”使用了“${missing}”，但在它之前没有节点给出该值，或者它自身没有输出。`,
  })

const noImage = (name: string) =>
  fail(
    'input-is-no-image',
    {
      en: `The input “${name}” is no image of a fixed size (batch, channels, height, width).`,
      zh: `输入“${name}”不是固定尺寸的图像（批次、通道、高、宽）。`,
    },
    { en: 'Export the network with its image size set.', zh: '请在导出网络时固定图像尺寸。' },
  )

const empty = fail(
  'no-network',
  { en: 'The file has no network in it: nothing leaves its graph.', zh: '该文件中没有网络：其计算图没有任何输出。' },
  { en: 'Export or download it again.', zh: '请重新导出或下载该文件。' },
)

const noOutput = (name: string) =>
  fail('output-not-read', {
    en: `The output “${name}” is of no layer, or lies in an order that Keras does not have.`,
    zh: `输出“${name}”不来自任何层，或其排列顺序 Keras 不支持。`,
  })
