import type { LoomDocument } from '../../document/schema.ts'
import { kerasNames } from '../../graph/keras-name.ts'
import { sameJson } from '../../document/same-json.ts'
import { identifier } from './identifiers.ts'
import type { Expression } from './parameters.ts'
import { parametersOf } from './parameters.ts'
import type { Parameter, Place } from './parameters.ts'
import type { Op, Value } from './ops.ts'
import { givesOf, isScope, takesOf } from './scopes.ts'
import type { Item, Scope } from './scopes.ts'

/** A function of the source: what blocks of one shape have in common. */
export interface SourceFunction {
  name: string
  /** The first of its blocks, whose ids stand in its body. */
  body: Body
  parameters: Parameter[]
  /** The blocks that it makes. */
  blocks: string[]
}

/** What stands in a function, or in the network where all functions are called. */
export interface Body {
  scope: Scope
  /** What the names within start with: nothing in the network itself. */
  prefix: string
  /** The arguments of each item; a function's by its parameters' names. */
  args: Map<Item, Readonly<Record<string, Expression>>>
  /** The functions that make its blocks. */
  functions: Map<Item, SourceFunction>
  /** Over the items that start a block of which no function was made. */
  headings: Map<Item, string>
}

export interface SourceProgram {
  functions: SourceFunction[]
  network: Body
}

/** Finds blocks of one shape and makes a function of each shape; a stage that comes once is written out in its place. */
export function programOf(nodes: LoomDocument['nodes'], root: Scope): SourceProgram {
  const keys = new Map<Scope, string>()
  const instances = new Map<string, Scope[]>()
  const visit = (scope: Scope): string => {
    const children = scope.items.map((item) => (isScope(item) ? visit(item) : ''))
    const key = shapeOf(scope, children)
    keys.set(scope, key)
    if (scope !== root) instances.set(key, [...(instances.get(key) ?? []), scope])
    return key
  }
  visit(root)

  const isWritten = (scope: Scope) => {
    if (madeOf(nodes, scope) || forks(scope)) return false
    // Two stages with as many blocks each are no kind of their own.
    const isStage = nodes[scope.block!]?.parent === undefined && scope.items.some(isScope)
    return isStage || instances.get(keys.get(scope)!)!.length === 1
  }
  const made = new Map<string, Made>()
  const order: Made[] = []

  const functionOf = (scope: Scope): Made => {
    const key = keys.get(scope)!
    const known = made.get(key)
    if (known) return known
    const all = instances.get(key)!
    const flat = all.map((own) => writtenOut(own, isWritten))
    const children = flat[0]!.items.map((item, at) => (isScope(item) ? childrenAt(flat, at) : undefined))
    const places: Place[] = flat[0]!.items.flatMap((item, at): Place[] => {
      if (!isScope(item)) return opPlaces(flat, at)
      return children[at]!.parameters.map(({ name, usual }) => ({
        item: at,
        argument: name,
        of: local(item.block!, scope.block!),
        usual,
        values: flat.map(({ items }) => children[at]!.valuesOf.get(items[at] as Scope)![name]!),
      }))
    })
    const options = all.map(({ block }) => madeOf(nodes, { block })?.options ?? {})
    const { parameters, expressions } = parametersOf(places, options as Record<string, Value>[])
    const valuesOf = new Map(
      all.map((own, at) => [own, Object.fromEntries(parameters.map((p) => [p.name, p.values[at]!]))]),
    )
    const own: Made = {
      name: '',
      parameters,
      blocks: all.map(({ block }) => block!),
      valuesOf,
      body: {
        scope: flat[0]!,
        prefix: prefixOf(scope),
        args: new Map(flat[0]!.items.map((item, at) => [item, expressions[at] ?? {}])),
        functions: new Map(flat[0]!.items.flatMap((item, at) => (isScope(item) ? [[item, children[at]!]] : []))),
        headings: flat[0]!.headings,
      },
    }
    made.set(key, own)
    order.push(own)
    return own
  }
  const childrenAt = (flat: readonly Flat[], at: number) => functionOf(flat[0]!.items[at] as Scope)

  const flat = writtenOut(root, isWritten)
  const args = new Map<Item, Record<string, Expression>>()
  const functions = new Map<Item, SourceFunction>()
  for (const item of flat.items) {
    const own = isScope(item) ? functionOf(item) : undefined
    if (own) functions.set(item, own)
    const values = own ? own.valuesOf.get(item as Scope)! : (item as Op).args
    args.set(item, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])))
  }
  giveNames(nodes, order)
  return { functions: order, network: { scope: flat, prefix: '', args, functions, headings: flat.headings } }
}

interface Made extends SourceFunction {
  /** What each block of the shape gives for the parameters. */
  valuesOf: Map<Scope, Record<string, Value>>
}

interface Flat extends Scope {
  headings: Map<Item, string>
}

/** A scope whose stages that come but once stand in it themselves, each under its heading. */
function writtenOut(scope: Scope, isWritten: (scope: Scope) => boolean): Flat {
  const headings = new Map<Item, string>()
  const open = (items: readonly Item[]): Item[] =>
    items.flatMap((item) => {
      if (!isScope(item) || !isWritten(item)) return [item]
      const inner = open(item.items)
      if (!headings.has(inner[0]!)) headings.set(inner[0]!, item.block!)
      return inner
    })
  return { ...scope, items: open(scope.items), headings }
}

/** The same for blocks whose parts hang together alike, have the same names within and the same arguments to give. */
function shapeOf(scope: Scope, children: readonly string[]): string {
  const at = new Map<string, number>()
  for (const id of [...scope.inputs, ...scope.items.flatMap(givesOf)]) at.set(id, at.size)
  const prefix = prefixOf(scope)
  const parts = scope.items.map((item, index) => {
    const takes = takesOf(item).map((id) => at.get(id))
    if (isScope(item)) return [children[index], suffixOf(prefixOf(item), prefix), takes]
    return [item.callee, Object.keys(item.args), suffixOf(item.name, prefix), takes]
  })
  return JSON.stringify([scope.inputs.length, parts, scope.outputs.map((id) => at.get(id))])
}

/** What the names of a block's layers start with. */
export const prefixOf = ({ block }: Pick<Scope, 'block'>): string =>
  block === undefined ? '' : kerasNames([block]).get(block)!

/** A name without the block's; one that does not start with it stands for itself. */
const suffixOf = (name: string, prefix: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : `=${name}`)

/** Whether layers within part into branches: then it is a function, where the branches' names mean something. */
function forks({ items }: Scope): boolean {
  if (items.some(isScope)) return false
  const taken = items.flatMap((item) => [...new Set(takesOf(item))])
  return new Set(taken).size < taken.length
}

function opPlaces(flat: readonly Flat[], at: number): Place[] {
  const ops = flat.map(({ items }) => items[at] as Op)
  return Object.keys(ops[0]!.args).map((argument) => ({
    item: at,
    argument,
    callee: ops[0]!.callee,
    of: local(ops[0]!.gives.replace('#', '_'), flat[0]!.block!),
    values: ops.map(({ args }) => args[argument]!),
  }))
}

/** The name of a node within its block. */
export const local = (id: string, block: string): string =>
  id.startsWith(`${block}/`) ? id.slice(block.length + 1) : id.split('/').at(-1)!

const madeOf = (nodes: LoomDocument['nodes'], { block }: Pick<Scope, 'block'>) => {
  const node = block === undefined ? undefined : nodes[block]
  return node?.type === 'block' ? node.made : undefined
}

/**
 * Names functions by their kind of block, or by the block itself. Of several shapes of one kind the most used has its name
 * and the others say by which options they differ from it.
 */
function giveNames(nodes: LoomDocument['nodes'], functions: readonly SourceFunction[]) {
  const taken = new Set<string>()
  const first = new Map<string, SourceFunction>()
  for (const one of functions.toSorted((a, b) => b.blocks.length - a.blocks.length)) {
    const base = baseName(nodes, one)
    const known = first.get(base)
    if (!known) first.set(base, one)
    const told = known ? differences(optionsOf(nodes, one), optionsOf(nodes, known)) : []
    const candidates = told.map((_, at) => identifier([base, ...told.slice(0, at + 1)].join('_')))
    const wanted = known ? (candidates.at(-1) ?? base) : base
    one.name = (known ? candidates : [base]).find((name) => !taken.has(name)) ?? wanted
    for (let n = 2; taken.has(one.name); n++) one.name = `${wanted}_${n}`
    taken.add(one.name)
  }
}

function baseName(nodes: LoomDocument['nodes'], { body, blocks }: SourceFunction): string {
  const kind = madeOf(nodes, body.scope)?.block
  const path = (kind ?? body.scope.block!).split('/')
  // Kinds called `a` and `b` say whose they are.
  const name = identifier(kind !== undefined && path.at(-1)!.length === 1 ? path.join('_') : path.at(-1)!)
  // `auxiliary1` and `auxiliary2` are both made by `auxiliary`.
  return kind === undefined && blocks.length > 1 ? name.replace(/(?<=\p{L})_*\d+$/u, '') : name
}

/** The options that all blocks of a function were made with. */
function optionsOf(nodes: LoomDocument['nodes'], { blocks }: SourceFunction): Record<string, unknown> {
  const [first, ...others] = blocks.map((block) => madeOf(nodes, { block })?.options ?? {})
  return Object.fromEntries(
    Object.entries(first!).filter(([key, value]) => others.every((other) => sameJson(other[key], value))),
  )
}

/** `with_projection`, `strides_2`: by which options the one differs from the other, flags first. */
function differences(options: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>>): string[] {
  const differing = Object.entries(options).filter(([key, value]) => key in others && value !== others[key])
  const flags = differing.filter(([, value]) => typeof value === 'boolean')
  const numbers = differing.filter(([, value]) => typeof value === 'number')
  return [
    ...flags.map(([key, value]) => `${value ? 'with' : 'without'}_${key}`),
    ...numbers.map(([key, value]) => `${key}_${String(value)}`),
  ]
}
