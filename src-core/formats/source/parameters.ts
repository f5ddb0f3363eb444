import { sameJson } from '../../document/same-json.ts'
import { defaultOf } from './arguments.ts'
import { identifier } from './identifiers.ts'
import type { Value } from './ops.ts'

/** What stands for an argument: a value, or a parameter of the function around. */
export type Expression = { value: Value } | { parameter: string; times?: number; over?: number }

export interface Parameter {
  /** In snake case. */
  name: string
  /** What it is where nobody gives it. */
  usual?: Value
  /** What each block gives for it. */
  values: Value[]
}

/** Where in a function a value is wanted. */
export interface Place {
  /** The item's place in the function's scope. */
  item: number
  argument: string
  /** The class of a layer; nothing for a call of a function. */
  callee?: string
  /** The item's name within the block. */
  of: string
  /** What the callee takes where the argument is left out, for a call of a function. */
  usual?: Value
  /** What each block has there. */
  values: Value[]
}

interface Found {
  place: Place
  values: Value[]
}

/**
 * The parameters that blocks of one shape differ by, as few as say them: what all have stands for itself, and numbers that
 * go together in all blocks are one parameter and its multiples.
 *
 * @param options what each block was made with: a parameter of the same values bears the option's name
 */
export function parametersOf(
  places: readonly Place[],
  options: readonly Readonly<Record<string, Value>>[],
): { parameters: Parameter[]; expressions: Record<string, Expression>[] } {
  const varied = places.filter(({ values }) => values.some((value) => !sameJson(value, values[0])))
  // What an option says is a parameter as it is, the rest are its multiples.
  const found: Found[] = []
  for (const place of varied) {
    const { values } = place
    if (optionOf({ place, values }, options) === undefined) continue
    if (!found.some((own) => isOneWith(own, place))) found.push({ place, values })
  }
  const told = places.map((place): { at: Found; times?: number; over?: number } | { value: Value } => {
    const { values } = place
    if (values.every((value) => sameJson(value, values[0]))) return { value: values[0]! }
    const same = found.find((own) => isOneWith(own, place))
    if (same) return { at: same }
    for (const at of found) {
      if (familyOf(at.place.argument) !== familyOf(place.argument)) continue
      const times = multiple(values, at.values)
      if (times) return { at, times }
      const over = multiple(at.values, values)
      if (over) return { at, over }
    }
    const own = { place, values }
    found.push(own)
    return { at: own }
  })

  // Counts of filters come first, as in Keras's own layers.
  found.sort((a, b) => Number(isCount(b)) - Number(isCount(a)))
  const names = namesOf(found, options)
  const parameters = found.map((own) => {
    const usual = usualOf(own)
    return { name: names.get(own)!, values: own.values, ...(usual !== undefined && { usual }) }
  })
  const expressions: Record<string, Expression>[] = []
  told.forEach((one, index) => {
    const { item, argument } = places[index]!
    const expression: Expression =
      'value' in one
        ? one
        : {
            parameter: names.get(one.at)!,
            ...(one.times && { times: one.times }),
            ...(one.over && { over: one.over }),
          }
    ;(expressions[item] ??= {})[argument] = expression
  })
  return { parameters, expressions }
}

const isOneWith = ({ place, values }: Found, other: Place): boolean =>
  familyOf(place.argument) === familyOf(other.argument) && sameJson(values, other.values)

/** The option that has the values in every block, that of the argument's own name before others. */
function optionOf({ place, values }: Found, options: readonly Readonly<Record<string, Value>>[]): string | undefined {
  const keys = Object.keys(options[0] ?? {}).filter((key) =>
    values.every((value, at) => sameJson(value, options[at]![key])),
  )
  return keys.find((key) => identifier(key) === place.argument) ?? keys[0]
}

/** What may be one parameter: a stride that happens to be a dilation too is still another thing. */
const familyOf = (argument: string): string => (/filters|units/.test(argument) ? 'filters' : argument)

const isCount = ({ place }: Found): boolean => familyOf(place.argument) === 'filters'

/** How many times the one numbers are the other in every block; only for counts large enough to mean it. */
function multiple(values: readonly Value[], of: readonly Value[]): number | undefined {
  const [value, base] = [values[0], of[0]]
  if (typeof value !== 'number' || typeof base !== 'number' || value % base !== 0) return undefined
  const times = value / base
  const holds = values.every((each, at) => {
    const own = of[at]
    return typeof own === 'number' && Number.isInteger(own) && own > 0 && each === own * times
  })
  return times > 1 && times <= 16 && holds ? times : undefined
}

/** The usual value, where at least half of the blocks have it. */
function usualOf({ place, values }: Found): Value | undefined {
  const usual = place.callee === undefined ? place.usual : defaultOf(place.callee, place.argument)
  if (usual === undefined) return undefined
  return values.filter((value) => sameJson(value, usual)).length * 2 >= values.length ? usual : undefined
}

function namesOf(found: readonly Found[], options: readonly Readonly<Record<string, Value>>[]): Map<Found, string> {
  const names = new Map<Found, string>()
  const taken = new Set<string>()
  const give = (own: Found, name: string) => {
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name}_${n}`
    taken.add(free)
    names.set(own, free)
  }
  for (const own of found) {
    const key = optionOf(own, options)
    const name = key === undefined ? undefined : identifier(key)
    if (name !== undefined && !taken.has(name)) give(own, name)
  }
  for (const own of found) {
    if (names.has(own)) continue
    const { argument, of } = own.place
    const isOnly = found.filter(({ place }) => place.argument === argument).length === 1
    give(own, isOnly ? identifier(argument) : identifier(`${of}_${argument}`))
  }
  return names
}
