/**
 * Values as `structuredClone` would carry them, over a channel that takes JSON text alone. Both functions stand on their
 * own, since their source also runs in the page.
 */
export function encode(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', value: String(value) }
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(encode)
  if (ArrayBuffer.isView(value)) throw new Error('The double does not carry binary data.')
  return { $: 'object', value: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)])) }
}

export function decode(coded: unknown): unknown {
  if (coded === null || typeof coded !== 'object') return coded
  if (Array.isArray(coded)) return coded.map(decode)
  const { $: kind, value } = coded as { $: string; value: unknown }
  if (kind === 'undefined') return undefined
  if (kind === 'number') return Number(value)
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, decode(inner)]))
}
