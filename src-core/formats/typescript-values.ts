import { initializerName, isKerasObject, numberSource } from './python-values.ts'
import { camelCase } from './source/identifiers.ts'
import type { Value } from './source/ops.ts'

/** A value as TypeScript writes it for tfjs; what Keras and tfjs call otherwise is tfjs's. */
export function typescriptValue(value: Value, argument = ''): string {
  if (value === null) return 'undefined'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    const number = numberSource(value)
    // The one pair for which tfjs takes no single number.
    return argument === 'size' ? `[${number}, ${number}]` : number
  }
  if (typeof value === 'string') return JSON.stringify(argument.endsWith('initializer') ? initializer(value) : value)
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => (item === null ? 'null' : typescriptValue(item)))
    const list = `[${items.join(', ')}]`
    // tfjs takes null for an axis of the input's own length; its types do not say so.
    return value.includes(null) ? `${list} as number[]` : list
  }
  if (!isKerasObject(value)) throw new Error(`An argument is an object of no class: ${JSON.stringify(value)}.`)
  const constant = initializerName(value)
  if (constant !== undefined) return `${camelCase(constant)}()`
  return `tf.regularizers.l2(${settings(value.config)})`
}

/** `he_normal` → `heNormal` */
const initializer = (keras: string): string => camelCase(keras).replace(/^lecun/, 'leCun')

const settings = (config: { readonly [key: string]: Value }): string =>
  `{ ${Object.entries(config)
    .map(([key, own]) => `${camelCase(key)}: ${setting(own)}`)
    .join(', ')} }`

const setting = (value: Value): string => {
  // tfjs calls the truncated normal distribution normal.
  if (value === 'truncated_normal') return '"normal"'
  return typeof value === 'string' ? JSON.stringify(camelCase(value)) : typescriptValue(value)
}

/** A paper's initializer as a function of the file, which makes a new one for every layer. */
export function typescriptConstant(
  id: string,
  value: { class_name: string; config: { readonly [key: string]: Value } },
): string {
  const factory = value.class_name[0]!.toLowerCase() + value.class_name.slice(1)
  return [`const ${camelCase(id)} = () =>`, `  tf.initializers.${factory}(${settings(value.config)});`].join('\n')
}

/** The type of a parameter that takes these values: `number`, `"relu" | "relu6"`, `number | [number, number]`. */
export function typeOf(values: readonly Value[]): string {
  return [...new Set(values.map(typeOfOne))].sort().join(' | ')
}

function typeOfOne(value: Value): string {
  if (value === null) return 'undefined'
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(typeOfOne).join(', ')}]`
  if (typeof value === 'object') return 'ReturnType<typeof tf.initializers.varianceScaling>'
  return typeof value
}
