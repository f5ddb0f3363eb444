import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import { ownLayersInPython } from './python-layers.ts'
import { initializersIn, pythonConstant, pythonValue } from './python-values.ts'
import { defaultOf, positionalOf } from './source/arguments.ts'
import type { SourceFunction } from './source/functions.ts'
import { layout, wrapped } from './source/layout.ts'
import { aboutFunction, headingOf } from './source/notes.ts'
import type { SourceNotes } from './source/notes.ts'
import type { FormOf, Value } from './source/ops.ts'
import type { Expression } from './source/parameters.ts'
import { readProgram } from './source/program.ts'
import { functionStatements, statementsOf } from './source/statements.ts'
import type { Call, Loop, NameText, Statement } from './source/statements.ts'
import { sameJson } from '../document/same-json.ts'

/** black's. */
const width = 88
const indentBy = 4

/** A layer as Python says it, where Keras's own form is not how anybody would write it. */
const inPython: FormOf = (kind, params, inputs) => kind.python?.(params) ?? kind.keras(params, inputs)

/** Writes a network as a Python module for Keras 3: a function for each shape of block, and `build_model`. */
export function pythonSource(
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
  notes: SourceNotes,
): Result<string> {
  const read = readProgram(document, analysis, { form: inPython, ownLayers: ownLayersInPython })
  if (!read.ok) return read
  const { ops, program, own } = read.value
  const headOfFile = [
    head(notes),
    `import keras\nfrom keras import layers${own.length > 0 ? ', ops' : ''}`,
    ...[...initializersIn(ops)].map(([id, value]) => pythonConstant(id, value)),
  ]
  const definitions = [
    ...own.map(({ source }) => source),
    ...program.functions.map((one) => functionSource(one, document.nodes, notes)),
    networkSource(program.network, document.nodes, analysis, notes),
    'if __name__ == "__main__":\n    build_model().summary()',
  ]
  return ok(`${[headOfFile.join('\n\n'), ...definitions].join('\n\n\n')}\n`)
}

function head({ about }: SourceNotes): string {
  const paragraphs = about.map((text, at) => wrapped(at === 0 ? `"""${text}` : text, width).join('\n'))
  return paragraphs.join('\n\n') + (about.length > 1 ? '\n"""' : '"""')
}

function functionSource(one: SourceFunction, nodes: LoomDocument['nodes'], notes: SourceNotes): string {
  const { given, statements, variables } = functionStatements(one)
  const signature = [
    ...given.values(),
    ...one.parameters.filter(({ usual }) => usual === undefined).map(({ name }) => name),
    'name',
    ...one.parameters.flatMap(({ name, usual }) => (usual === undefined ? [] : [`${name}=${pythonValue(usual)}`])),
  ]
  const about = aboutFunction(nodes, one, notes)
  const gives = one.body.scope.outputs.map((id) => variables.get(id)!)
  return [
    ...layout({ indent: '', head: `def ${one.name}(`, items: signature, tail: '):', width, indentBy }),
    ...(about === undefined ? [] : docstring(about)),
    ...bodyLines(statements, nodes, gives),
  ].join('\n')
}

function docstring(text: string): string[] {
  const whole = `    """${text}"""`
  if (whole.length <= width) return [whole]
  return [...wrapped(`"""${text}`, width - indentBy).map((line) => `    ${line}`), '    """']
}

function networkSource(
  network: SourceFunction['body'],
  nodes: LoomDocument['nodes'],
  { inputs, outputs }: Analysis,
  notes: SourceNotes,
): string {
  const { statements, variables } = statementsOf(network, new Map())
  const list = (ids: readonly string[]) => {
    const names = ids.map((id) => variables.get(id)!)
    return names.length === 1 ? names[0]! : `[${names.join(', ')}]`
  }
  const items = [list(inputs), list(outputs), `name=${pythonValue(notes.name)}`]
  return [
    'def build_model():',
    ...statements.flatMap((statement, at) => statementLines(statement, nodes, at > 0)),
    ...layout({ indent: '    ', head: 'return keras.Model(', items, tail: ')', width, indentBy }),
  ].join('\n')
}

/** A function's statements; the last one is returned as it is where it gives just what the function does. */
function bodyLines(statements: readonly Statement[], nodes: LoomDocument['nodes'], gives: readonly string[]): string[] {
  const last = statements.at(-1)
  const isReturn = last?.type === 'call' && sameJson(last.gives, gives)
  const lines = statements
    .slice(0, isReturn ? -1 : undefined)
    .flatMap((statement, at) => statementLines(statement, nodes, at > 0))
  if (isReturn) return [...lines, ...callLines(last, '    ', 'return ')]
  return [...lines, `    return ${gives.join(', ')}`]
}

function statementLines(statement: Statement, nodes: LoomDocument['nodes'], isLater: boolean): string[] {
  const lines =
    statement.type === 'loop' ? loopLines(statement) : callLines(statement, '    ', `${statement.gives.join(', ')} = `)
  if (statement.heading === undefined) return lines
  return [...(isLater ? [''] : []), `    # ${headingOf(nodes, statement.heading)}`, ...lines]
}

function loopLines({ call, counter, from, over, turns }: Loop): string[] {
  const body = callLines(call, '        ', `${call.gives[0]} = `, counter)
  if (over.length === 0) {
    const range = from === 0 ? `range(${turns})` : `range(${from}, ${from + turns})`
    return [`    for ${counter} in ${range}:`, ...body]
  }
  const [first] = over
  const isSingle = over.length === 1
  const rows = first!.values.map((_, turn) =>
    isSingle ? pythonValue(first!.values[turn]!) : pythonValue(over.map(({ values }) => values[turn]!)),
  )
  const names = over.map(({ variable }) => variable).join(', ')
  const start = from === 0 ? '' : `, start=${from}`
  const list = `enumerate([${rows.join(', ')}]${start})`
  const target = `for ${counter}, ${isSingle ? names : `(${names})`} in `
  if (`    ${target}${list}:`.length <= width) return [`    ${target}${list}:`, ...body]
  return [
    ...layout({
      indent: '    ',
      head: `${over.length === 1 ? `${first!.variable}_of` : 'settings'} = [`,
      items: rows,
      tail: ']',
      width,
      indentBy,
    }),
    `    ${target}enumerate(${over.length === 1 ? `${first!.variable}_of` : 'settings'}${start}):`,
    ...body,
  ]
}

/** @param start what stands before the call: `x = ` or `return ` */
function callLines(call: Call, indent: string, start: string, counter?: string): string[] {
  const { callee, takes } = call
  const name = nameSource(call.name, counter)
  if (typeof callee !== 'string') {
    const items = [...takes, ...functionArguments(callee, call), `name=${name}`]
    return layout({ indent, head: `${start}${callee.name}(`, items, tail: ')', width, indentBy })
  }
  if (callee === 'Slice') {
    const [from, to] = [call.args.start!, call.args.stop!].map((one) => (isNone(one) ? '' : expression(one)))
    return [`${indent}${start}${takes[0]}[..., ${from}:${to}]`]
  }
  if (callee === 'InputLayer') {
    const shape = (call.args.batch_shape as { value: Value[] }).value.slice(1)
    return [`${indent}${start}keras.Input(${pythonValue(shape)}, name=${name})`]
  }
  const items = [...layerArguments(callee, call), `name=${name}`]
  const path = ownLayersInPython.some((own) => own.callee === callee) ? callee : `layers.${callee}`
  const given = takes.length === 1 ? takes[0]! : `[${takes.join(', ')}]`
  const flat = `${indent}${start}${path}(${items.join(', ')})(${given})`
  if (flat.length > width && takes.length > 1 && flat.length - given.length - 1 <= width) {
    const head = `${start}${path}(${items.join(', ')})(`
    return layout({ indent, head, items: [given], tail: ')', width, indentBy })
  }
  return layout({ indent, head: `${start}${path}(`, items, tail: `)(${given})`, width, indentBy })
}

const isNone = (one: Expression) => 'value' in one && one.value === null

/** A layer's arguments but for those that say the usual. */
function layerArguments(callee: string, { args }: Call): string[] {
  const positional = positionalOf(callee)
  const named = Object.keys(args).filter((key) => {
    const [value, usual] = [args[key]!, defaultOf(callee, key)]
    return !positional.includes(key) && !('value' in value && usual !== undefined && sameJson(value.value, usual))
  })
  return [...positional.map((key) => expression(args[key]!)), ...named.map((key) => `${key}=${expression(args[key]!)}`)]
}

/** The first number speaks for itself, the others are named. */
function functionArguments({ parameters }: SourceFunction, { args }: Call): string[] {
  const given = parameters.filter(({ name, usual }) => {
    const value = args[name]!
    return usual === undefined || !('value' in value && sameJson(value.value, usual))
  })
  return given.map((parameter) => {
    const { name, usual, values } = parameter
    const isClear = parameter === parameters[0] && usual === undefined && typeof values[0] === 'number'
    return isClear ? expression(args[name]!) : `${name}=${expression(args[name]!)}`
  })
}

function expression(one: Expression): string {
  if ('value' in one) return pythonValue(one.value)
  if (one.times) return `${one.times} * ${one.parameter}`
  return one.over ? `${one.parameter} // ${one.over}` : one.parameter
}

/** `f"{name}_block{i}"`; ids have no character that would have to be escaped. */
function nameSource({ isLocal, text, after }: NameText, counter?: string): string {
  if (isLocal && text === '' && counter === undefined) return 'name'
  const number = counter === undefined ? '' : `{${counter}}${after}`
  const content = `${isLocal ? '{name}' : ''}${text}${number}`
  return content.includes('{') ? `f"${content}"` : `"${content}"`
}
