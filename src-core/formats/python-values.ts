import { initializerInKeras, initializers } from '../layers/initializers.ts'
import { sameJson } from '../document/same-json.ts'
import type { Op, Value } from './source/ops.ts'

interface KerasObject {
  module: string
  class_name: string
  config: { readonly [key: string]: Value }
}

export const isKerasObject = (value: Value): value is Value & KerasObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'class_name' in value

/** A value as Python writes it; one of the file's constants by its name. */
export function pythonValue(value: Value): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return numberSource(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(pythonValue)
    return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`
  }
  if (!isKerasObject(value)) return dictionary(value as { readonly [key: string]: Value })
  const constant = initializerName(value)
  if (constant) return constant.toUpperCase()
  const settings = Object.entries(value.config)
  const args = settings.map(([key, own]) => (settings.length === 1 ? pythonValue(own) : `${key}=${pythonValue(own)}`))
  return `${value.module}.${value.class_name}(${args.join(', ')})`
}

/** Small numbers as papers write them, `1e-5`, and 0.30000000000000004 as 0.3. Python and TypeScript read both alike. */
export function numberSource(value: number): string {
  const short = Number(value.toPrecision(12))
  const said = Math.abs(short - value) <= 1e-15 * Math.abs(value) ? short : value
  return said !== 0 && Math.abs(said) < 1e-3 ? said.toExponential() : String(said)
}

const dictionary = (value: { readonly [key: string]: Value }): string =>
  `{${Object.entries(value)
    .map(([key, own]) => `${JSON.stringify(key)}: ${pythonValue(own)}`)
    .join(', ')}}`

/** Our id of an initializer that Keras has no one word for. */
export const initializerName = (value: Value): string | undefined =>
  initializers.find((id) => sameJson(initializerInKeras(id), value))

/** The papers' initializers that are among the arguments, by our id. */
export function initializersIn(ops: readonly Op[]): Map<string, KerasObject> {
  const found = new Map<string, KerasObject>()
  for (const { args } of ops) {
    for (const value of Object.values(args)) {
      if (!isKerasObject(value)) continue
      const id = initializerName(value)
      if (id !== undefined) found.set(id, value)
    }
  }
  return found
}

/**
 * An initializer as a constant of the file: its settings and not the object, of which every layer is to have its own,
 * because in Keras one object gives every kernel of a shape the same numbers.
 */
export function pythonConstant(id: string, { class_name, config }: KerasObject): string {
  const settings = Object.entries(config).map(([key, value]) => `"${key}": ${pythonValue(value)}`)
  return [
    `${id.toUpperCase()} = {`,
    `    "class_name": "${class_name}",`,
    `    "config": {${settings.join(', ')}},`,
    '}',
  ].join('\n')
}
