import type { GraphNode, LayerNode, LoomDocument } from '../document/schema.ts'
import type { Text } from '../text.ts'
import type { Analysis, LayerAnalysis } from './analysis.ts'
import { sumBlocks } from './blocks.ts'
import { withoutBypassed } from './bypass.ts'
import * as fixes from './fixes.ts'
import { layerFacts, parseLayer } from './layer-facts.ts'
import type { LayerFacts, Parsed } from './layer-facts.ts'
import { networkProblems, rankOutputs, soleCandidate } from './network-problems.ts'
import type { Fix, Problem } from './problem.ts'
import { fieldOf } from './receptive-field.ts'
import type { Field } from './receptive-field.ts'
import { sizeOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { topologyOf } from './topology.ts'
import type { Topology, Wire } from './topology.ts'

/** Bytes of a 32-bit float, in which networks compute. */
const bytesPerNumber = 4

/** A layer with everything that is found out about it on the way. */
interface Looked {
  id: string
  node: LayerNode
  parsed: Parsed
  wires: readonly Wire[]
  /** One a wire; undefined where something upstream has no shape. */
  shapes: (Shape | undefined)[]
  facts?: LayerFacts
  field?: Field
}

/**
 * Finds out everything that follows from a graph: shapes, cost, and what is wrong with it, as values.
 * Never throws, whatever the graph. What it knows of a layer it keeps while the layer's `params` object lives, so that
 * one edit of a large graph asks the kinds about a few layers only.
 */
export function analyze(document: Pick<LoomDocument, 'nodes' | 'edges'>): Analysis {
  const { graph, bypassed } = withoutBypassed(document)
  const topology = topologyOf(graph)
  const looked = new Map<string, Looked>()
  topology.order.forEach((id, at) => {
    looked.set(id, look(id, document.nodes[id] as LayerNode, topology, looked, at < topology.ordered))
  })
  const inputs = topology.order.filter((id) => takes(looked.get(id)!).max === 0)
  const outputs = topology.order.filter((id) => topology.outOf.get(id)!.length === 0)
  const network = {
    topology,
    inputs,
    outputs,
    shapeOf: (id: string) => looked.get(id)!.facts?.shape,
    isFed: (id: string) => looked.get(id)!.wires.length >= takes(looked.get(id)!).min,
  }
  const ranked = rankOutputs(network)
  const problems: Problem[] = networkProblems({ ...network, ranked })
  for (const layer of looked.values()) problems.push(...layerProblems(layer, network))

  const problemsOf = new Map<string, Problem[]>()
  for (const problem of problems) {
    if (problem.node === undefined) continue
    const list = problemsOf.get(problem.node)
    if (list) list.push(problem)
    else problemsOf.set(problem.node, [problem])
  }
  const layers = new Map<string, LayerAnalysis>()
  for (const layer of looked.values()) layers.set(layer.id, say(layer, problemsOf.get(layer.id) ?? none))
  for (const [id, source] of bypassed) {
    layers.set(id, passedBy(id, document.nodes[id] as LayerNode, looked.get(source ?? '')))
  }
  const [mainOutput] = ranked
  return {
    order: topology.order,
    layers,
    blocks: sumBlocks(
      document.nodes,
      topology,
      layers,
      problems.filter(({ node }) => node === undefined),
    ),
    inputs,
    outputs,
    ...(mainOutput !== undefined && { mainOutput }),
    problems,
    trainable: !problems.some(({ severity }) => severity === 'error'),
  }
}

/** How many wires a layer takes; any number where its kind is unknown. */
const takes = ({ parsed }: Looked): { min: number; max: number } => parsed.kind?.inputs ?? { min: 0, max: Infinity }

/** Looks at one layer after its sources. Those on a cycle or behind one (`isOrdered` false) get no shape. */
function look(
  id: string,
  node: LayerNode,
  topology: Topology,
  looked: ReadonlyMap<string, Looked>,
  isOrdered: boolean,
): Looked {
  const parsed = parseLayer(node.kind, node.params)
  const wires = topology.into.get(id)!
  const sources = isOrdered ? wires.map((wire) => looked.get(wire.source)!) : []
  const shapes = isOrdered ? sources.map((source) => source.facts?.shape) : wires.map(() => undefined)
  const layer: Looked = { id, node, parsed, wires, shapes }
  const { min, max } = takes(layer)
  if (!isOrdered || !parsed.ok || wires.length < min || wires.length > max || !isWhole(shapes)) return layer
  layer.facts = layerFacts(node.params, parsed, shapes)
  const window = parsed.kind.window?.(parsed.params, shapes)
  const field = fieldOf(
    sources.map((source) => source.field),
    window,
    layer.facts.shape,
  )
  if (field) layer.field = field
  return layer
}

const isWhole = (shapes: (Shape | undefined)[]): shapes is Shape[] => !shapes.includes(undefined)

/** What the fixes for a layer look at beside it. */
interface Around {
  topology: Topology
  outputs: readonly string[]
  shapeOf(id: string): Shape | undefined
}

/** What is wrong with one layer: its kind, its parameters, the number of its wires, the shapes they bring. */
function layerProblems(layer: Looked, network: Around): Problem[] {
  const { id, node, parsed, wires, shapes, facts } = layer
  const { topology } = network
  const at = (code: string, message: Text, offered: Fix[], param?: string): Problem => ({
    code,
    severity: 'error',
    message,
    node: id,
    ...(param !== undefined && { param }),
    fixes: offered,
  })
  if (!parsed.kind) {
    const message = {
      en: `“${id}” is a layer of the kind “${node.kind}”, which this version does not know.`,
      zh: `“${id}”的层类型“${node.kind}”在此版本中不存在。`,
    }
    return [at('unknown-kind', message, [fixes.deleteLayers([id], true)])]
  }
  const problems = parsed.ok
    ? []
    : parsed.problems.map(({ param, message }) =>
        at(
          'invalid-param',
          message,
          param === undefined ? [] : fixes.paramFixes(id, node.params, parsed, param),
          param,
        ),
      )
  const { min, max } = parsed.kind.inputs
  if (wires.length < min) {
    const offered = missingInputFixes(layer, min, network)
    problems.push(at('missing-input', missingInput(id, wires.length, min), offered))
  }
  if (wires.length > max) {
    problems.push(at('too-many-inputs', tooManyInputs(id, wires.length, max), [fixes.disconnect(wires.slice(max))]))
  }
  const wrong = facts?.problem
  if (!wrong || !parsed.ok || !isWhole(shapes)) return problems
  const own = wrong.fix ? fixes.ownFix(id, node.params, parsed.kind, wrong.fix) : []
  const mends =
    wrong.code === 'shape' ? fixes.shapeFixes({ id, raw: node.params, parsed, wires, shapes, topology }) : []
  const isOwn = (fix: Fix) => fix.command === 'setParams' && own.length > 0 && 'padding' in wrong.fix!.params
  // What cannot take what comes in, whatever its parameters, can still be left out.
  const isHopeless = wrong.code === 'shape' && wrong.param === undefined && own.length + mends.length === 0
  const leftOut = isHopeless ? [fixes.deleteLayers([id], true)] : []
  const offered = [...own, ...mends.filter((fix) => !isOwn(fix)), ...leftOut]
  problems.push(at(wrong.code, wrong.message, offered, wrong.param))
  return problems
}

/** Connects it to the only layer whose output is free; takes a merge away that has but one input left to merge. */
function missingInputFixes(layer: Looked, min: number, network: Around): Fix[] {
  const { id, wires } = layer
  const { topology } = network
  const source = min - wires.length === 1 ? soleCandidate(network, id) : undefined
  const isLoose = topology.outOf.get(id)!.length === 0
  return [
    ...(source !== undefined && couldTake(layer, source, network) ? [fixes.connect(source, id)] : []),
    ...(wires.length === 1 || isLoose ? [fixes.deleteLayers([id], true)] : []),
  ]
}

/** Whether a layer takes another's output beside what it has, as it is or flattened; true where shapes are not known. */
function couldTake({ parsed, shapes }: Looked, source: string, { shapeOf }: Around): boolean {
  const all = [...shapes, shapeOf(source)]
  if (!parsed.ok || !isWhole(all)) return true
  const takes = (inputs: Shape[]) => parsed.kind.infer(parsed.params, inputs).ok
  return takes(all) || (all.length === 1 && takes([[sizeOf(all[0]!)]]))
}

const missingInput = (id: string, count: number, min: number): Text =>
  count === 0
    ? { en: `“${id}” has nothing connected to its input.`, zh: `“${id}”的输入没有连接。` }
    : {
        en: `“${id}” needs at least ${min} inputs and has ${count}.`,
        zh: `“${id}”至少需要 ${min} 个输入，目前有 ${count} 个。`,
      }

const tooManyInputs = (id: string, count: number, max: number): Text =>
  max === 0
    ? { en: `“${id}” is an input layer: no wire can end at it.`, zh: `“${id}”是输入层，不能有连线接入。` }
    : {
        en: `“${id}” takes ${max === 1 ? 'one input' : `${max} inputs`} and has ${count}.`,
        zh: `“${id}”只接受 ${max} 个输入，目前有 ${count} 个。`,
      }

const none: Problem[] = []

/** A layer that is left out costs nothing and shows what goes past it. */
function passedBy(id: string, { kind }: LayerNode, source: Looked | undefined): LayerAnalysis {
  const shape = source?.facts?.shape
  return {
    id,
    kind,
    inputs: source ? [source.id] : [],
    inputShapes: shape ? [shape] : [],
    ...(shape && { shape }),
    ...(source?.field && { receptiveField: source.field.side }),
    trainable: 0,
    nonTrainable: 0,
    macs: 0,
    activationBytes: 0,
    problems: none,
  }
}

/** The last result for a node, given again while nothing about it has changed, so that a view can compare by identity. */
const said = new WeakMap<GraphNode, { facts: LayerFacts | undefined; analysis: LayerAnalysis }>()

function say({ id, node, wires, shapes, facts, field }: Looked, problems: Problem[]): LayerAnalysis {
  const before = said.get(node)
  if (before && before.facts === facts && problems === none && before.analysis.problems === none) {
    const { analysis } = before
    const isSame =
      analysis.id === id &&
      analysis.receptiveField === field?.side &&
      analysis.inputs.length === wires.length &&
      wires.every((wire, i) => wire.source === analysis.inputs[i]) &&
      (facts !== undefined || (!isWhole(shapes) && analysis.inputShapes.length === 0))
    if (isSame) return analysis
  }
  const analysis: LayerAnalysis = {
    id,
    kind: node.kind,
    inputs: wires.map((wire) => wire.source),
    inputShapes: isWhole(shapes) ? shapes : [],
    trainable: node.frozen ? 0 : (facts?.trainable ?? 0),
    nonTrainable: (facts?.nonTrainable ?? 0) + (node.frozen ? (facts?.trainable ?? 0) : 0),
    macs: facts?.macs ?? 0,
    activationBytes: facts?.shape ? sizeOf(facts.shape) * bytesPerNumber : 0,
    problems,
  }
  if (facts?.shape) analysis.shape = facts.shape
  if (field) analysis.receptiveField = field.side
  said.set(node, { facts, analysis })
  return analysis
}
