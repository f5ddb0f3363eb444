import { sameJson } from '../document/same-json.ts'
import { tfjsLetters, tfjsName } from '../graph/keras-name.ts'
import { defaultOf } from './source/arguments.ts'
import { camelCase } from './source/identifiers.ts'
import type { Value } from './source/ops.ts'
import type { Expression } from './source/parameters.ts'
import type { Call, NameText } from './source/statements.ts'
import { ownLayersInTypescript } from './typescript-layers.ts'
import { typescriptValue } from './typescript-values.ts'

/** Characters of the longest line. */
export const width = 100
export const indentBy = 2

/** @param start what stands before the call: `x = ` or `return ` */
export function callLines(call: Call, indent: string, start: string, counter?: string): string[] {
  const { callee } = call
  const takes = call.takes.map(camelCase)
  const name = nameSource(call.name, counter)
  const named = name === 'name' ? 'name' : `name: ${name}`
  if (typeof callee !== 'string') {
    const items = settingsOf(call, (key) => callee.parameters.find((one) => one.name === key)?.usual)
    const head = `${start}${camelCase(callee.name)}(${[...takes, name].join(', ')}`
    return items.length === 0 ? [`${indent}${head});`] : objectCall(indent, `${head}, `, items, ');')
  }
  if (callee === 'InputLayer') {
    const shape = (call.args.batch_shape as { value: Value[] }).value.slice(1)
    return objectCall(indent, `${start}tf.input(`, [`shape: ${typescriptValue(shape)}`, named], ');')
  }
  const items = [...settingsOf(call, (key) => defaultOf(classOf(callee), key)), named]
  const given = takes.length === 1 ? takes[0]! : `[${takes.join(', ')}]`
  const make = makerOf(callee)
  const flat = `${indent}${start}apply(${make}({ ${items.join(', ')} }), ${given});`
  if (flat.length <= width) return [flat]
  return [
    `${indent}${start}apply(`,
    ...objectCall(`${indent}  `, `${make}(`, items, '),'),
    `${indent}  ${given},`,
    `${indent});`,
  ]
}

/** A call whose last argument is an object, which takes a line for each setting where it does not fit one. */
export function objectCall(indent: string, head: string, items: readonly string[], tail: string): string[] {
  const flat = `${indent}${head}{ ${items.join(', ')} }${tail}`
  if (flat.length <= width) return [flat]
  return [`${indent}${head}{`, ...items.map((item) => `${indent}  ${item},`), `${indent}}${tail}`]
}

/** Classes of ours take the arguments of the one that they stand for. */
const classOf = (callee: string): string =>
  ({ GroupedConv2D: 'Conv2D', DilatedDepthwiseConv2D: 'DepthwiseConv2D' })[callee] ?? callee

/** `tf.layers.maxPooling2d`, `new ChannelShuffle` */
function makerOf(callee: string): string {
  if (callee === 'DilatedDepthwiseConv2D') return 'dilatedDepthwiseConv2D'
  if (ownLayersInTypescript.some((own) => own.callee === callee)) return `new ${callee}`
  const own = callee[0]!.toLowerCase() + callee.slice(1)
  return `tf.layers.${callee === 'Cropping2D' ? own : own.replace('2D', '2d')}`
}

/** What is given, but for what says the usual. */
function settingsOf({ args }: Call, usualOf: (key: string) => Value | undefined): string[] {
  return Object.entries(args).flatMap(([key, value]) => {
    const usual = usualOf(key)
    const isUsual = 'value' in value && usual !== undefined && sameJson(value.value, usual)
    const isNothing = 'value' in value && value.value === null
    if (isUsual || isNothing) return []
    const [name, own] = [camelCase(key), expression(value, key)]
    return [name === own ? name : `${name}: ${own}`]
  })
}

function expression(one: Expression, argument: string): string {
  if ('value' in one) return typescriptValue(one.value, argument)
  const parameter = camelCase(one.parameter)
  if (one.times) return `${one.times} * ${parameter}`
  return one.over ? `${parameter} / ${one.over}` : parameter
}

/** `` `${name}_block${i}` ``; ids have no character that would have to be escaped. */
function nameSource({ isLocal, text, after }: NameText, counter?: string): string {
  if (isLocal && text === '' && counter === undefined) return 'name'
  const number = counter === undefined ? '' : `\${${counter}}${tfjsLetters(after ?? '')}`
  const start = isLocal ? `\${name}${tfjsLetters(text)}` : tfjsName(text)
  const content = `${start}${number}`
  return content.includes('${') ? `\`${content}\`` : `"${content}"`
}
