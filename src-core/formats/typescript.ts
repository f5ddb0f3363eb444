import { sameJson } from '../document/same-json.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import type { Shape } from '../graph/shape.ts'
import type { KerasForm } from '../layers/define.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import { initializersIn } from './python-values.ts'
import type { Body, SourceFunction } from './source/functions.ts'
import { camelCase } from './source/identifiers.ts'
import { layout, wrapped } from './source/layout.ts'
import { aboutFunction, headingOf } from './source/notes.ts'
import type { SourceNotes } from './source/notes.ts'
import type { FormOf } from './source/ops.ts'
import { readProgram } from './source/program.ts'
import { functionStatements, statementsOf } from './source/statements.ts'
import type { Call, Loop, Statement } from './source/statements.ts'
import { callLines, indentBy, objectCall, width } from './typescript-calls.ts'
import { ownLayersInTypescript } from './typescript-layers.ts'
import { typeOf, typescriptConstant, typescriptValue } from './typescript-values.ts'

/** Activations that tfjs has no word for, as layers. */
const activationLayers: Readonly<Record<string, KerasForm>> = {
  leaky_relu: { className: 'LeakyReLU', config: { alpha: 0.2 } },
  hard_sigmoid: { className: 'HardSigmoid', config: {} },
  hard_swish: { className: 'HardSwish', config: {} },
}

/** A layer as tfjs has it: in a class that the file brings where tfjs has none, in two where it lacks the activation. */
const inTfjs: FormOf = (kind, params, inputs) => {
  const form = kind.python?.(params) ?? kind.keras(params, inputs)
  if (Array.isArray(form)) return form
  const one = withoutGaps(form as KerasForm, inputs)
  const activation = activationLayers[String(one.config.activation)]
  if (!activation) return one
  if (one.className === 'Activation') return activation
  const takes = inputs.map((_, at) => at)
  return [
    { ...one, config: { ...one.config, activation: 'linear' }, step: '', takes, shape: [] },
    { ...activation, step: 'activation', takes: [''], shape: [] },
  ]
}

function withoutGaps({ className, config }: KerasForm, [input]: readonly Shape[]): KerasForm {
  if (className === 'Conv2D') {
    if (config.groups !== 1) return { className: 'GroupedConv2D', config }
    const { groups: _, ...plain } = config
    return { className, config: plain }
  }
  if (className === 'DepthwiseConv2D' && !sameJson(config.dilation_rate, [1, 1])) {
    return { className: 'DilatedDepthwiseConv2D', config }
  }
  if (className === 'LeakyReLU') return { className, config: { alpha: config.negative_slope } }
  if (!className.startsWith('Global')) return { className, config }
  // tfjs's global pools cannot keep the axes.
  if (config.keepdims) {
    return { className: className.replace('Global', ''), config: { pool_size: input!.slice(0, 2), padding: 'valid' } }
  }
  return { className, config: {} }
}

/** Writes a network as a TypeScript module for tfjs: a function for each shape of block, and `buildModel`. */
export function typescriptSource(
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
  notes: SourceNotes,
): Result<string> {
  const read = readProgram(document, analysis, { form: inTfjs, ownLayers: ownLayersInTypescript })
  if (!read.ok) return read
  const { ops, program, own } = read.value
  const parts = [
    comment(notes.about, ''),
    'import * as tf from "@tensorflow/tfjs";',
    'type Tensor = tf.SymbolicTensor;',
    '/** What a layer gives for what it takes. */\n' +
      'const apply = (layer: tf.layers.Layer, inputs: Tensor | Tensor[]) =>\n  layer.apply(inputs) as Tensor;',
    ...[...initializersIn(ops)].map(([id, value]) => typescriptConstant(id, value)),
    ...own.map(({ source }) => source),
    ...program.functions.map((one) => functionSource(one, document.nodes, notes)),
    networkSource(program.network, document.nodes, analysis, notes),
  ]
  return ok(`${parts.join('\n\n')}\n`)
}

function comment(paragraphs: readonly string[], indent: string): string {
  const flat = `${indent}/** ${paragraphs[0]} */`
  if (paragraphs.length === 1 && flat.length <= width) return flat
  const lines = paragraphs.flatMap((text, at) => [
    ...(at > 0 ? [''] : []),
    ...wrapped(text.replaceAll('*/', '* /'), width - 3),
  ])
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

function functionSource(one: SourceFunction, nodes: LoomDocument['nodes'], notes: SourceNotes): string {
  const { given, statements, variables } = functionStatements(one)
  const settings = one.parameters.map(({ name, usual }) => {
    const own = camelCase(name)
    return usual === undefined ? own : `${own} = ${typescriptValue(usual)}`
  })
  const types = one.parameters.map(({ name, usual, values }) => {
    const isOptional = usual !== undefined || values.includes(null)
    return `${camelCase(name)}${isOptional ? '?' : ''}: ${typeOf(values.filter((value) => value !== null))}`
  })
  const gives = one.body.scope.outputs.map((id) => camelCase(variables.get(id)!))
  const result = gives.length === 1 ? 'Tensor' : `[${gives.map(() => 'Tensor').join(', ')}]`
  const tensors = [...given.values()].map((name) => `${name}: Tensor`)
  const options = settings.length === 0 ? [] : [`{ ${settings.join(', ')} }: { ${types.join('; ')} }`]
  const about = aboutFunction(nodes, one, notes)
  const head = `function ${camelCase(one.name)}(`
  const flat = `${head}${[...tensors, 'name: string', ...options].join(', ')}): ${result} {`
  const opening =
    flat.length <= width
      ? [flat]
      : [
          head,
          ...[...tensors, 'name: string'].map((item) => `  ${item},`),
          ...layout({ indent: '  ', head: '{ ', items: settings, tail: ' }: {', width, indentBy }),
          ...types.map((type) => `    ${type};`),
          '  },',
          `): ${result} {`,
        ]
  return [
    ...(about === undefined ? [] : [comment([about], '')]),
    ...opening,
    ...bodyLines(statements, nodes, gives, new Set(given.values())),
    '}',
  ].join('\n')
}

function networkSource(network: Body, nodes: LoomDocument['nodes'], analysis: Analysis, notes: SourceNotes): string {
  const { statements, variables } = statementsOf(network, new Map())
  const list = (ids: readonly string[]) => {
    const names = ids.map((id) => camelCase(variables.get(id)!))
    return names.length === 1 ? names[0]! : `[${names.join(', ')}]`
  }
  const writer = new Writer(nodes, new Set(), statements)
  return [
    'export function buildModel(): tf.LayersModel {',
    ...statements.flatMap((statement) => writer.lines(statement)),
    ...objectCall(
      '  ',
      'return tf.model(',
      [
        list(analysis.inputs) === 'inputs' ? 'inputs' : `inputs: ${list(analysis.inputs)}`,
        `outputs: ${list(analysis.outputs)}`,
        `name: ${JSON.stringify(notes.name)}`,
      ],
      ');',
    ),
    '}',
  ].join('\n')
}

function bodyLines(
  statements: readonly Statement[],
  nodes: LoomDocument['nodes'],
  gives: readonly string[],
  given: ReadonlySet<string>,
): string[] {
  const last = statements.at(-1)
  const isReturn = last?.type === 'call' && sameJson(last.gives.map(camelCase), gives)
  const writer = new Writer(nodes, given, isReturn ? statements.slice(0, -1) : statements)
  const lines = statements.slice(0, isReturn ? -1 : undefined).flatMap((statement) => writer.lines(statement))
  if (isReturn) return [...lines, ...callLines(last, '  ', 'return ')]
  return [...lines, `  return ${gives.length === 1 ? gives[0]! : `[${gives.join(', ')}]`};`]
}

/** Writes statements one after the other, and declares a variable where it first stands. */
class Writer {
  private readonly declared: Set<string>
  private readonly assigned = new Map<string, number>()
  private isFirst = true

  constructor(
    private readonly nodes: LoomDocument['nodes'],
    given: ReadonlySet<string>,
    statements: readonly Statement[],
  ) {
    this.declared = new Set(given)
    for (const statement of statements) {
      const { gives } = statement.type === 'loop' ? statement.call : statement
      const times = statement.type === 'loop' ? 2 : 1
      for (const name of gives) this.assigned.set(name, (this.assigned.get(name) ?? 0) + times)
    }
  }

  lines(statement: Statement): string[] {
    const lines = statement.type === 'loop' ? loopLines(statement) : this.callLines(statement)
    const isFirst = this.isFirst
    this.isFirst = false
    if (statement.heading === undefined) return lines
    return [...(isFirst ? [] : ['']), `  // ${headingOf(this.nodes, statement.heading)}`, ...lines]
  }

  private callLines(call: Call): string[] {
    const names = call.gives.map(camelCase)
    const fresh = call.gives.filter((name) => !this.declared.has(name))
    fresh.forEach((name) => this.declared.add(name))
    const target = names.length === 1 ? names[0]! : `[${names.join(', ')}]`
    const isConstant = call.gives.every((name) => fresh.includes(name) && this.assigned.get(name) === 1)
    if (isConstant) return callLines(call, '  ', `const ${target} = `)
    if (fresh.length === call.gives.length) return callLines(call, '  ', `let ${target} = `)
    const declarations = fresh.map((name) => `  let ${camelCase(name)}: Tensor;`)
    return [...declarations, ...callLines(call, '  ', `${target} = `)]
  }
}

function loopLines({ call, counter, from, over, turns }: Loop): string[] {
  const start = `${camelCase(call.gives[0]!)} = `
  if (over.length === 0) {
    const head = `  for (let ${counter} = ${from}; ${counter} < ${from + turns}; ${counter}++) {`
    return [head, ...callLines(call, '    ', start, counter), '  }']
  }
  const names = over.map(({ variable }) => camelCase(variable))
  const rows = over[0]!.values.map((_, turn) => {
    const own = over.map(({ variable, values }, at) => `${names[at]}: ${typescriptValue(values[turn]!, variable)}`)
    return over.length === 1 ? typescriptValue(over[0]!.values[turn]!, over[0]!.variable) : `{ ${own.join(', ')} }`
  })
  const each = over.length === 1 ? names[0]! : `{ ${names.join(', ')} }`
  return [
    ...layout({
      indent: '  ',
      head: `for (const [${counter}, ${each}] of [`,
      items: rows,
      tail: '].entries()) {',
      width,
      indentBy,
    }),
    ...callLines(call, '    ', start, from === 0 ? counter : `${counter} + ${from}`),
    '  }',
  ]
}
