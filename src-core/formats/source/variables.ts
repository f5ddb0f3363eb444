import { local } from './functions.ts'
import { identifier } from './identifiers.ts'
import { givesOf, isScope, takesOf } from './scopes.ts'
import type { Item, Scope } from './scopes.ts'

/** Stands behind everything that leaves the scope. */
const exit = 'exit'
type Place = number | typeof exit

/**
 * The variable of every tensor in a scope, by its id. What goes on alone keeps its variable, as a person writes
 * `x = layer(x)`; where a tensor goes several ways each branch gets a name, and what joins them bears the first name again.
 *
 * @param given the variables of what comes in
 * @param reserved names that mean something else
 */
export function variablesOf(
  scope: Scope,
  given: ReadonlyMap<string, string>,
  reserved: ReadonlySet<string>,
): Map<string, string> {
  const { items } = scope
  const graph = joinsOf(scope)
  const variables = new Map(given)
  const isOnlyInput = items.filter((item) => takesOf(item).length === 0).length === 1
  /** What comes in keeps its name, because the model is said by it. */
  const trunk = (name: string) => (name === 'inputs' ? 'x' : name.replace(/^inputs_/, ''))
  /** The tensor that a variable holds at present. */
  const holders = new Map([...given].map(([id, name]) => [name, id]))
  const isFree = (name: string, at: number) => {
    if (reserved.has(name)) return false
    const holder = holders.get(name)
    return holder === undefined || graph.lastUse(holder) <= at
  }
  const free = (name: string, at: number): string => {
    if (isFree(name, at)) return name
    for (let n = 2; ; n++) if (isFree(`${name}_${n}`, at)) return `${name}_${n}`
  }

  items.forEach((item, at) => {
    const names = givesOf(item).map((id, index) => {
      const wanted = index > 0 ? ownName(item, id, scope) : wantedName(item, at, id)
      // Heads of one function, each by its whole path.
      return { id, name: free(reserved.has(wanted) ? identifier(blockOrLayer(item, id)) : wanted, at) }
    })
    for (const { id, name } of names) {
      // Several at once: none may take another's.
      const own = names.find((other) => other.id !== id && variables.get(other.id) === name)
        ? free(`${name}_2`, at)
        : name
      variables.set(id, own)
      holders.set(own, id)
    }
  })
  return variables

  function wantedName(item: Item, at: number, id: string): string {
    const takes = [...new Set(takesOf(item))]
    if (takes.length === 0) return isOnlyInput ? 'inputs' : `inputs_${ownName(item, id, scope)}`
    if (takes.length > 1) {
      const fork = graph.forks.find(({ join }) => join === at)
      return fork ? trunk(variables.get(fork.id)!) : 'x'
    }
    const [source] = takes as [string]
    const fork = graph.forks.find((fork) => fork.id === source)
    if (!fork || fork.join === at) return trunk(variables.get(source)!)
    if (fork.join === exit)
      return graph.lastUse(source) === at ? trunk(variables.get(source)!) : ownName(item, id, scope)
    return branchName(at, fork.id, fork.join)
  }

  /** A branch by what it is for where its tensors meet again. */
  function branchName(at: number, fork: string, join: number): string {
    const { operand, length } = graph.branch(at, join)
    const joining = items[join]!
    const operands = takesOf(joining)
    const callee = isScope(joining) ? '' : joining.callee
    if (operands.length !== 2 || callee === 'Concatenate' || callee === '')
      return operands.length === 2 && operands.includes(fork) ? 'branch' : `branch${operand + 1}`
    const isSide = operands.includes(fork)
    if (callee === 'Multiply') return isSide ? 'gate' : `branch${operand + 1}`
    if (isSide) return 'residual'
    const others = graph.consumers(fork).filter((other) => other !== at && other !== join)
    const longest = Math.max(...others.map((other) => (other === exit ? 0 : graph.branch(other, join).length)))
    return length < longest ? 'shortcut' : 'residual'
  }
}

/** A tensor's name by what makes it. */
function ownName(item: Item, id: string, scope: Scope): string {
  const parts = local(blockOrLayer(item, id), scope.block ?? '').split('/')
  // In the network itself `aux/predictions` is `aux`.
  return identifier(scope.block === undefined ? parts[0]! : parts.at(-1)!)
}

const blockOrLayer = (item: Item, id: string): string =>
  isScope(item) && givesOf(item).length === 1 ? item.block! : id.split('#')[0]!

/** Where tensors part and where they meet again. */
function joinsOf({ items, inputs, outputs }: Scope) {
  const consumers = new Map<string, Place[]>()
  const use = (id: string, by: Place) => {
    const list = consumers.get(id) ?? []
    if (!list.includes(by)) consumers.set(id, [...list, by])
  }
  items.forEach((item, at) => takesOf(item).forEach((id) => use(id, at)))
  for (const id of outputs) use(id, exit)
  const after = (ids: readonly string[]): Place[] => [...new Set(ids.flatMap((id) => consumers.get(id) ?? []))]

  // From the end: the first place that every way from an item comes through, and how far it is from the exit.
  const join: Place[] = []
  const depth: number[] = []
  const depthOf = (place: Place) => (place === exit ? 0 : depth[place]!)
  const meet = (a: Place, b: Place): Place => {
    while (a !== b) {
      if (depthOf(a) >= depthOf(b)) a = join[a as number]!
      else b = join[b as number]!
    }
    return a
  }
  const meeting = (places: readonly Place[]): Place => (places.length === 0 ? exit : places.reduce(meet))
  for (let at = items.length - 1; at >= 0; at--) {
    join[at] = meeting(after(givesOf(items[at]!)))
    depth[at] = depthOf(join[at]!) + 1
  }

  const all = [...inputs, ...items.flatMap(givesOf)]
  const order = (place: Place) => (place === exit ? Infinity : place)
  const usesOf = (id: string) => consumers.get(id) ?? []
  return {
    forks: all.filter((id) => usesOf(id).length > 1).map((id) => ({ id, join: meeting(usesOf(id)) })),
    consumers: usesOf,
    lastUse: (id: string) => Math.max(-1, ...usesOf(id).map(order)),
    /** Which of the join's inputs a branch that starts at an item becomes, and how many steps it has. */
    branch(start: number, end: number) {
      let [at, length] = [start, 1]
      while (join[at] !== end && join[at] !== exit) {
        at = join[at] as number
        length++
      }
      const operands = takesOf(items[end]!)
      const reached = new Set(givesOf(items[at]!))
      for (let next = at + 1; next < end; next++) {
        if (takesOf(items[next]!).some((id) => reached.has(id))) givesOf(items[next]!).forEach((id) => reached.add(id))
      }
      const direct = operands.findIndex((id) => givesOf(items[at]!).includes(id))
      const operand = direct >= 0 ? direct : operands.findIndex((id) => reached.has(id))
      return { operand: Math.max(0, operand), length }
    },
  }
}
