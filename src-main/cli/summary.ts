import type { Analysis, LayerAnalysis } from '../../src-core/graph/analysis.ts'
import { inferenceBytes, trainingBytes } from '../../src-core/graph/memory.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { ok } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { jsonOption, setOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { openNetwork } from './network.ts'
import type { Network } from './network.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'
import { readAssignments } from './values.ts'

export const summary: CliCommand = {
  usage: 'summary <network>',
  description: {
    en: 'Layers, shapes, parameters, cost and problems of a template or file',
    zh: '模板或文件的层、形状、参数量、计算量与问题',
  },
  options: [setOption, jsonOption],
  async run({ args, options, terminal }) {
    const assignments = readAssignments(options.set)
    if (!assignments.ok) return assignments
    const network = await openNetwork(args[0]!, assignments.value)
    if (!network.ok) return network
    if (options.json) terminal.printJson(toJson(network.value, terminal))
    else terminal.print(toTable(network.value, terminal))
    return ok(undefined)
  },
}

function toJson({ document, analysis }: Network, terminal: Terminal) {
  const { trainable, nonTrainable, macs, activationBytes } = analysis.blocks.get('')!
  return {
    template: document.template?.id,
    options: document.template?.options,
    inputs: endpoints(analysis, analysis.inputs),
    outputs: endpoints(analysis, analysis.outputs),
    params: { total: trainable + nonTrainable, trainable, nonTrainable },
    macs,
    activationBytes,
    /** Estimates: activations held at once for one image; all that training as the plan says holds. */
    inferenceBytes: inferenceBytes(analysis),
    trainingBytes: trainingBytes(analysis.blocks.get('')!, document.training),
    problems: analysis.problems.map(({ node, param, message, fixes }) => ({
      node,
      param,
      message: terminal.text(message),
      fix: fixes[0] && terminal.text(fixes[0].label),
    })),
    layers: layersOf(analysis).map((layer) => ({
      id: layer.id,
      kind: layer.kind,
      block: document.nodes[layer.id]?.parent,
      inputs: layer.inputs,
      shape: layer.shape,
      params: layer.trainable + layer.nonTrainable,
      macs: layer.macs,
      receptiveField: layer.receptiveField,
    })),
  }
}

const endpoints = (analysis: Analysis, ids: readonly string[]) =>
  ids.map((id) => ({ name: id, shape: analysis.layers.get(id)!.shape }))

const layersOf = (analysis: Analysis): LayerAnalysis[] => analysis.order.map((id) => analysis.layers.get(id)!)

const titles = {
  layer: { en: 'Layer', zh: '层' },
  kind: { en: 'Kind', zh: '类型' },
  shape: { en: 'Shape', zh: '形状' },
  params: { en: 'Parameters', zh: '参数量' },
  macs: { en: 'MACs', zh: '乘加次数' },
  inputs: { en: 'Inputs', zh: '输入' },
} satisfies Record<string, Text>

function toTable({ document, analysis }: Network, { text, locale }: Terminal): string {
  const number = new Intl.NumberFormat(locale)
  const count = (value: number) => number.format(value)
  const whole = analysis.blocks.get('')!
  const { trainable, nonTrainable, macs, activationBytes } = whole
  const held = count(inferenceBytes(analysis))
  const training = count(trainingBytes(whole, document.training))
  const batch = count(document.training.batchSize)
  const layers = table(
    [
      { title: text(titles.layer) },
      { title: text(titles.kind) },
      { title: text(titles.shape), align: 'right' },
      { title: text(titles.params), align: 'right' },
      { title: text(titles.macs), align: 'right' },
      { title: text(titles.inputs) },
    ],
    layersOf(analysis).map((layer) => [
      layer.id,
      layer.kind,
      layer.shape ? formatShape(layer.shape) : '?',
      count(layer.trainable + layer.nonTrainable),
      count(layer.macs),
      layer.inputs.join(', '),
    ]),
  )
  const total = text({
    en: `${count(trainable + nonTrainable)} parameters (${count(trainable)} trainable), ${count(macs)} multiply-accumulates, ${count(activationBytes)} bytes of activations for one example (about ${held} at once; training in batches of ${batch}: about ${training} bytes)`,
    zh: `参数量 ${count(trainable + nonTrainable)}（可训练 ${count(trainable)}），乘加次数 ${count(macs)}，单个样本的激活占用 ${count(activationBytes)} 字节（同时约 ${held}；批大小 ${batch} 时训练约 ${training} 字节）`,
  })
  const problems = analysis.problems.map(({ node, message }) => `! ${node ? `${node}: ` : ''}${text(message)}`)
  return [layers, '', total, ...problems].join('\n')
}
