import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { types } from './binding.ts'
import type { TensorFlowBackend } from './binding.ts'
import type { FusedRecording } from './fuse.ts'
import { constant, nodeOf, placeholder, type } from './graph.ts'
import type { GraphNode } from './graph.ts'
import { fileName, savedModel, tag } from './saved-model.ts'
import { lend } from './lent-variables.ts'

/** Recorded functions as one graph of TensorFlow's, in whose session the variables live that they share. */
export interface Session {
  run(recording: FusedRecording, inputs: readonly tfjs.Tensor[]): tfjs.Tensor[]
  /** Gives the variables their values back and frees what TensorFlow holds. */
  close(): void
}

/** All of a session's variables get their values where this is asked for. */
const setAll = 'set_all'

export function openSession(
  tf: typeof tfjs,
  backend: TensorFlowBackend,
  recordings: readonly FusedRecording[],
): Session {
  const variables = variablesOf(recordings)
  const id = load(backend, savedModel(graphOf(backend, recordings, variables)))
  const { binding } = backend
  const names = (suffix: string) => variables.map((_, index) => `v${index}/${suffix}:0`).join()
  const lent = lend(tf, backend, variables, {
    put(ids) {
      const ran = binding.runSavedModel(id, ids, names('init'), `${setAll}:0`)
      for (const output of ran) binding.deleteTensor(output.id)
    },
    get: () => binding.runSavedModel(id, [], '', names('get')).map((output) => output.id),
  })
  return {
    run(recording, inputs) {
      lent.beforeRun()
      const ids = backend.getInputTensorIds(inputs)
      const fed = recording.inputs.map(({ placeholder }) => `${placeholder}:0`).join()
      const fetched = recording.outputs.map((_, index) => `${recording.name}/out_${index}:0`).join()
      const outputs = binding.runSavedModel(id, ids, fed, fetched)
      return outputs.map((output) => backend.createOutputTensor(output))
    },
    close() {
      lent.takeBack()
      binding.deleteSavedModel(id)
    },
  }
}

function variablesOf(recordings: readonly FusedRecording[]): tfjs.Variable[] {
  const all = recordings.flatMap(({ reads, assignments, updates }) => [
    ...reads.values(),
    ...assignments.map(({ variable }) => variable),
    ...updates.flatMap((update) => update.variables),
  ])
  return [...new Set(all)]
}

/** TensorFlow's addon takes a graph from a folder alone. */
function load({ binding }: TensorFlowBackend, model: Uint8Array): number {
  const directory = mkdtempSync(join(tmpdir(), 'layerloom-graph-'))
  try {
    writeFileSync(join(directory, fileName), model)
    return binding.loadSavedModel(directory, tag)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function graphOf(
  backend: TensorFlowBackend,
  recordings: readonly FusedRecording[],
  variables: readonly tfjs.Variable[],
): GraphNode[] {
  const handles = new Map(variables.map((variable, index) => [variable, `v${index}`]))
  const all = [...handles].flatMap(([{ dataId, shape }, handle]) =>
    variableNodes(handle, { shape, dtype: backend.tensorMap.get(dataId).dtype }),
  )
  const zero = constant('zero', { shape: [], dtype: types.int32 }, Int32Array.of(0))
  const set = identity(
    setAll,
    'zero',
    types.int32,
    [...handles.values()].map((handle) => `${handle}/set`),
  )
  return [...all, zero, set, ...recordings.flatMap((recording) => functionNodes(recording, handles))]
}

function variableNodes(handle: string, spec: { shape: number[]; dtype: number }): GraphNode[] {
  const dtype = type(spec.dtype)
  const node = (name: string, op: string, inputs: string[], attributes: GraphNode['attributes'] = { dtype }) => ({
    ...{ name, op, inputs, attributes, outputs: [] },
  })
  return [
    node(handle, 'VarHandleOp', [], {
      dtype,
      shape: { kind: 'shape', value: spec.shape },
      shared_name: { kind: 'string', value: handle },
      container: { kind: 'string', value: '' },
    }),
    placeholder(`${handle}/init`, spec),
    // What is fed may lie in JavaScript's memory, which only JavaScript's thread may let go.
    node(`${handle}/copy`, 'DeepCopy', [`${handle}/init`], { T: dtype }),
    node(`${handle}/set`, 'AssignVariableOp', [handle, `${handle}/copy`]),
    node(`${handle}/get`, 'ReadVariableOp', [handle]),
  ]
}

/** A recording's nodes, with its variables' changes after all that reads them and its outputs after those. */
function functionNodes(recording: FusedRecording, handles: ReadonlyMap<tfjs.Variable, string>): GraphNode[] {
  const readers = readersOf(recording)
  const nodes = recording.nodes.map((node) => {
    const variable = recording.reads.get(node.name)
    return variable ? { ...node, inputs: [handles.get(variable)!] } : node
  })
  const assignments = recording.assignments.map(({ variable, value }, index): GraphNode => {
    const { read } = readers.get(variable) ?? {}
    const dtype = recording.nodes.find(({ name }) => name === nodeOf(value))!.outputs[Number(value.split(':')[1])]!
      .dtype
    const inputs = [handles.get(variable)!, value, ...(read === undefined ? [] : [`^${read}`])]
    const name = `${recording.name}/assign_${index}`
    return { name, op: 'AssignVariableOp', inputs, attributes: { dtype: type(dtype) }, outputs: [] }
  })
  // Where nobody holds a variable's values any more, the kernel changes them where they lie.
  const updates = recording.updates.map(({ node, variables }): GraphNode => {
    const first = variables.flatMap((variable) => readers.get(variable)?.all ?? []).map((name) => `^${name}`)
    const inputs = [...variables.map((variable) => handles.get(variable)!), ...node.inputs, ...new Set(first)]
    return { ...node, inputs }
  })
  const changes = [...assignments, ...updates].map(({ name }) => name)
  const outputs = recording.outputs.map(({ ref, dtype }, index) =>
    identity(`${recording.name}/out_${index}`, ref, dtype, changes),
  )
  return [...nodes, ...assignments, ...updates, ...outputs]
}

/** By variable, the node that reads it, and that with all that take what was read. */
function readersOf({ nodes, reads }: FusedRecording) {
  const readers = new Map([...reads].map(([read, variable]) => [variable, { read, all: [read] }]))
  for (const { name, inputs } of nodes) {
    for (const input of inputs) {
      const variable = reads.get(nodeOf(input))
      if (variable) readers.get(variable)!.all.push(name)
    }
  }
  return readers
}

const identity = (name: string, input: string, dtype: number, after: readonly string[]): GraphNode => ({
  ...{ name, op: 'Identity', inputs: [input, ...after.map((one) => `^${one}`)] },
  ...{ attributes: { T: type(dtype) }, outputs: [] },
})
