import { execute, startHistory } from '../src-core/commands/history.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { analyze } from '../src-core/graph/analyze.ts'
import type { Analysis } from '../src-core/graph/analysis.ts'
import type { Fix } from '../src-core/graph/problem.ts'
import { formatShape, sameShape } from '../src-core/graph/shape.ts'
import type { Shape } from '../src-core/graph/shape.ts'
import type { DataFacts } from '../src-core/training/data.ts'
import { fitData } from '../src-core/training/fit.ts'
import type { Text } from '../src-core/text.ts'
import { rebuildNetwork } from './rebuild.ts'
import { templates } from './registry.ts'

/**
 * What would let a network be trained on data that it does not fit, the best first: its template's options, or the
 * parameters of its layers. Each was tried out: after it the network has no errors and fits, or is one of two steps further.
 */
export function dataFixes(document: LoomDocument, data: DataFacts): Fix[] {
  return [...findDataFixes(document, data)].filter((fix) => fix !== undefined)
}

/** The same one by one, undefined for what would not help: each takes an edit and an analysis to find out. */
export function* findDataFixes(document: LoomDocument, data: DataFacts): Generator<Fix | undefined> {
  const analysis = analyze(document)
  const problem = misfit(analysis, data)
  if (problem === undefined) return
  const tried = new Set<string>()
  for (const fix of fixesToTry(document, analysis, data)) {
    const isNew = fix && !tried.has(fix.label.en)
    if (isNew) tried.add(fix.label.en)
    yield isNew && helps(fix) ? fix : undefined
  }

  function helps({ command, input }: Fix): boolean {
    const done = execute(startHistory(document), command, input)
    if (!done.ok) return false
    const left = misfit(analyze(done.value.document), data)
    return left === undefined || (problem === 'input-does-not-fit' && left === 'classes-do-not-fit')
  }
}

function* fixesToTry(document: LoomDocument, analysis: Analysis, data: DataFacts): Generator<Fix | undefined> {
  yield* optionFixes(document, analysis, data)
  yield* layerFixes(document, analysis, data)
}

/** The code of what keeps a network from being trained on data; undefined where it fits. */
function misfit(analysis: Analysis, data: DataFacts): string | undefined {
  if (analysis.problems.some(({ severity }) => severity === 'error')) return 'network-has-problems'
  if (analysis.inputs.length === 0 || analysis.outputs.length === 0) return 'network-has-problems'
  const fits = fitData(analysis, data)
  return fits.ok ? undefined : fits.failure.code
}

/** Each is a network built anew; undefined for one that cannot be. */
function* optionFixes(document: LoomDocument, analysis: Analysis, data: DataFacts): Generator<Fix | undefined> {
  const { template } = document
  const known = template && templates[template.id]?.options.shape
  if (!template || !known) return
  for (const shape of shapesByCloseness(analysis, data)) {
    const [height, width, channels] = shape
    if (height !== width) continue
    const wanted = { classes: data.classes.length, channels, inputSize: height }
    const changes = Object.entries(wanted).filter(
      ([name, value]) => Object.hasOwn(known, name) && template.options[name] !== value,
    )
    const rebuilt = rebuildNetwork(document, { ...template.options, ...Object.fromEntries(changes) })
    if (!rebuilt.ok) {
      yield undefined
      continue
    }
    const { nodes, edges } = rebuilt.value
    const label = optionsLabel(changes as [string, number][])
    yield { label, command: 'rebuildNetwork', input: { template: rebuilt.value.template, nodes, edges } }
  }
}

/** The shapes that the images can be had in, those first that change the least of the network. */
function shapesByCloseness({ inputs, layers }: Analysis, { shape, otherShapes }: DataFacts): Shape[] {
  const taken = layers.get(inputs[0]!)?.shape ?? []
  const distance = (other: Shape) =>
    sameShape(other, taken) ? 0 : other[0] === taken[0] && other[1] === taken[1] ? 1 : other[2] === taken[2] ? 2 : 3
  return [shape, ...otherShapes].toSorted((a, b) => distance(a) - distance(b))
}

const optionNames: Record<string, Text> = {
  classes: { en: 'classes', zh: '类别数' },
  channels: { en: 'channels', zh: '通道数' },
  inputSize: { en: 'input size', zh: '输入尺寸' },
}

const optionsLabel = (changes: readonly [string, number][]): Text => ({
  en: `Set ${changes.map(([name, value]) => `${optionNames[name]!.en} to ${value}`).join(', ')}`,
  zh: changes.map(([name, value]) => `将${optionNames[name]!.zh}设为 ${value}`).join('，'),
})

/** The input's own shape; the width of the last layer that has one before each output. */
function layerFixes(document: LoomDocument, analysis: Analysis, data: DataFacts): Fix[] {
  const [input] = analysis.inputs
  const shapes = shapesByCloseness(analysis, data).map((shape): Fix => {
    const params = { shape: [...shape] }
    return setParams(input!, params, {
      en: `Set the shape of “${input}” to ${formatShape(shape)}`,
      zh: `将“${input}”的形状设为 ${formatShape(shape)}`,
    })
  })
  const classes = data.classes.length
  const outputs = analysis.outputs.flatMap((output) => {
    const widest = widthBefore(document, analysis, output)
    if (!widest) return []
    const label = {
      en: `Let “${widest.id}” give ${classes} values`,
      zh: `让“${widest.id}”输出 ${classes} 个值`,
    }
    return [setParams(widest.id, { [widest.param]: classes }, label)]
  })
  return [...shapes, ...outputs]
}

const setParams = (id: string, params: Record<string, unknown>, label: Text): Fix => ({
  label,
  command: 'setParams',
  input: { id, params },
})

/** What decides how many values an output gives: a dense layer's units, a convolution's filters. */
function widthBefore(document: LoomDocument, analysis: Analysis, output: string) {
  for (let id = output; ;) {
    const node = document.nodes[id]
    if (node?.type !== 'layer') return undefined
    const param = ['units', 'filters'].find((name) => Object.hasOwn(node.params, name))
    if (param !== undefined) return { id, param }
    const { inputs } = analysis.layers.get(id)!
    if (inputs.length !== 1) return undefined
    id = inputs[0]!
  }
}
