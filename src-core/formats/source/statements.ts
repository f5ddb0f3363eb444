import type { Expression } from './parameters.ts'
import { prefixOf } from './functions.ts'
import type { Body, SourceFunction } from './functions.ts'
import { sameJson } from '../../document/same-json.ts'
import { identifier } from './identifiers.ts'
import { isScope, givesOf, takesOf } from './scopes.ts'
import type { Value } from './ops.ts'
import { variablesOf } from './variables.ts'

/** A name in the model: a text behind what the function around was given, in a loop with the loop's number in it. */
export interface NameText {
  /** Whether it starts with the function's parameter `name`. */
  isLocal: boolean
  text: string
  /** The text after a loop's number, which stands between the two. */
  after?: string
}

/** `gives = callee(takes, args, name)` */
export interface Call {
  type: 'call'
  gives: string[]
  takes: string[]
  /** A layer's class or a function of the source. */
  callee: string | SourceFunction
  args: Readonly<Record<string, Expression>>
  name: NameText
  /** The block whose heading stands above. */
  heading?: string
}

/** A call over and over, each on what the one before gave; its name holds the loop's number. */
export interface Loop {
  type: 'loop'
  call: Call
  /** The word for the loop's number. */
  counter: string
  from: number
  /** The arguments that differ, each with a value for every turn; the call has them as parameters of their own names. */
  over: { variable: string; values: Value[] }[]
  turns: number
  heading?: string
}

export type Statement = Call | Loop

/**
 * What a function or the network does, in order.
 *
 * @param given the variables of what comes in
 * @param parameters the function's other parameters
 */
export function statementsOf(
  body: Body,
  given: ReadonlyMap<string, string>,
  parameters: readonly string[] = [],
): { statements: Statement[]; variables: ReadonlyMap<string, string> } {
  const functions = [...body.functions.values()].map(({ name }) => name)
  const variables = variablesOf(body.scope, given, new Set([...functions, ...parameters]))
  const named = (id: string) => variables.get(id)!
  const calls = body.scope.items.map((item): Call => {
    const own = isScope(item) ? prefixOf(item) : item.name
    const isLocal = body.prefix !== '' && own.startsWith(body.prefix)
    return {
      type: 'call',
      gives: givesOf(item).map(named),
      takes: takesOf(item).map(named),
      callee: isScope(item) ? body.functions.get(item)! : item.callee,
      args: body.args.get(item)!,
      name: { isLocal, text: isLocal ? own.slice(body.prefix.length) : own },
      ...(body.headings.has(item) && { heading: body.headings.get(item)! }),
    }
  })
  return { statements: withLoops(calls, new Set([...variables.values(), ...functions, ...parameters])), variables }
}

/** What a function does, in order, and the variables of what it takes. */
export function functionStatements({ body, parameters }: SourceFunction) {
  const given = new Map(body.scope.inputs.map((id, at) => [id, at === 0 ? 'x' : `x${at + 1}`]))
  const names = parameters.map(({ name }) => name)
  return { given, ...statementsOf(body, given, names) }
}

/** From how many turns on a loop is easier to read than its turns. */
const fewest = 3

function withLoops(calls: readonly Call[], taken: ReadonlySet<string>): Statement[] {
  const statements: Statement[] = []
  for (let at = 0; at < calls.length;) {
    const length = repeated(calls, at, true)
    const varied = length >= fewest ? length : untilSame(calls, at)
    const loop = varied >= fewest ? loopOf(calls.slice(at, at + varied), taken) : undefined
    statements.push(loop ?? calls[at]!)
    at += loop ? loop.turns : 1
  }
  return statements
}

/** How many calls from here on are the same but for their number and, unless all is to be the same, their arguments. */
function repeated(calls: readonly Call[], start: number, same: boolean): number {
  const first = calls[start]!
  let length = 1
  for (; start + length < calls.length; length++) {
    const next = calls[start + length]!
    if (next.callee !== first.callee || next.heading !== undefined || !goesOn(next) || !goesOn(first)) break
    if (same ? !sameJson(next.args, first.args) : !onlyValuesDiffer(first, next)) break
    if (!numbersOf([...calls.slice(start, start + length), next])) break
  }
  return length
}

const goesOn = ({ takes, gives }: Call) => takes.length === 1 && gives.length === 1 && takes[0] === gives[0]

/** What differs has to be written down once a turn: values alone, not what refers to a function's parameters. */
const onlyValuesDiffer = (a: Call, b: Call) =>
  Object.entries(a.args).every(
    ([key, one]) => sameJson(one, b.args[key]) || ('value' in one && 'value' in b.args[key]!),
  )

/** How many varied calls come before those that are all alike. */
function untilSame(calls: readonly Call[], start: number): number {
  const length = repeated(calls, start, false)
  for (let at = 1; at < length; at++) if (repeated(calls, start + at, true) >= fewest) return at
  return length
}

function loopOf(calls: readonly Call[], taken: ReadonlySet<string>): Loop | undefined {
  const numbers = numbersOf(calls)
  const first = calls[0]!
  if (!numbers) return undefined
  const differing = Object.keys(first.args).filter((key) =>
    calls.some((call) => !sameJson(call.args[key], first.args[key])),
  )
  const over = differing.map((key) => ({
    variable: taken.has(key) ? `${key}_` : key,
    values: calls.map((call) => (call.args[key] as { value: Value }).value),
  }))
  const args = { ...first.args }
  differing.forEach((key, at) => (args[key] = { parameter: over[at]!.variable }))
  const word = /[a-z]+$/i.exec(numbers.before.replace(/[^a-z]+$/i, ''))?.[0].toLowerCase()
  const isSpoken = word !== undefined && word.length > 1 && !taken.has(word) && identifier(word) === word
  return {
    type: 'loop',
    call: { ...first, args, name: { ...first.name, text: numbers.before, after: numbers.after }, heading: undefined },
    counter: isSpoken && !over.some(({ variable }) => variable === word) ? word : 'i',
    from: numbers.from,
    over,
    turns: calls.length,
    ...(first.heading !== undefined && { heading: first.heading }),
  }
}

/** The number that the names count by, with what stands before and after it. */
function numbersOf(calls: readonly Call[]): { before: string; from: number; after: string } | undefined {
  const texts = calls.map(({ name }) => name.text)
  if (calls.some(({ name }) => name.isLocal !== calls[0]!.name.isLocal)) return undefined
  if (calls.length === 1) return { before: texts[0]!, from: 0, after: '' }
  const [first, second] = texts as [string, string]
  let start = 0
  while (start < first.length && first[start] === second[start]) start++
  while (start > 0 && /\d/.test(first[start - 1]!)) start--
  const from = /^\d+/.exec(first.slice(start))?.[0]
  if (from === undefined || (from.length > 1 && from.startsWith('0'))) return undefined
  const [before, after] = [first.slice(0, start), first.slice(start + from.length)]
  const isCounted = texts.every((text, at) => text === `${before}${Number(from) + at}${after}`)
  return isCounted ? { before, from: Number(from), after } : undefined
}
