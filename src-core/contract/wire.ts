import { z } from 'zod'

const id = z.int().nonnegative()

/** What the calling side sends. A stream gives one item for each `pull`. */
export const Request = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id, name: z.string(), input: z.unknown() }),
  z.strictObject({ type: z.literal('pull'), id }),
  z.strictObject({ type: z.literal('cancel'), id }),
])
export type Request = z.output<typeof Request>

const ErrorCode = z.enum(['not-found', 'bad-request', 'internal', 'closed'])
export type ErrorCode = z.output<typeof ErrorCode>

/** What the serving side answers. */
export const Reply = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('value'), id, value: z.unknown() }),
  z.strictObject({ type: z.literal('item'), id, value: z.unknown() }),
  z.strictObject({ type: z.literal('end'), id }),
  z.strictObject({ type: z.literal('error'), id, code: ErrorCode, message: z.string() }),
])
export type Reply = z.output<typeof Reply>

/** The key of an object that stands for something else: a number by its name, or an object that has this very key. */
const tag = '$'

/**
 * Puts a name in the place of each number that JSON would turn into null, so that any transport keeps it.
 * Gives back the very value where there is none, and leaves alone what is no plain object or list (typed arrays).
 */
export function encode(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { [tag]: nameOf(value) }
  const encoded = mapParts(value, encode)
  return isPlain(encoded) && Object.hasOwn(encoded, tag) ? { [tag]: 'object', value: encoded } : encoded
}

/** Undoes {@link encode}. */
export function decode(value: unknown): unknown {
  if (!isPlain(value) || !Object.hasOwn(value, tag)) return mapParts(value, decode)
  const name = value[tag]
  if (name === 'object') return mapParts(value.value, decode)
  return typeof name === 'string' && numbers.has(name) ? numbers.get(name) : value
}

const numbers = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
])

const nameOf = (number: number): string => (Number.isNaN(number) ? 'nan' : number > 0 ? 'inf' : '-inf')

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** A list or object with each part mapped; the same one where no part changed. */
function mapParts(value: unknown, map: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    const mapped = value.map(map)
    return mapped.some((part, i) => !Object.is(part, value[i])) ? mapped : value
  }
  if (!isPlain(value)) return value
  let changed: Record<string, unknown> | undefined
  for (const [key, part] of Object.entries(value)) {
    const mapped = map(part)
    if (!Object.is(mapped, part)) (changed ??= { ...value })[key] = mapped
  }
  return changed ?? value
}
