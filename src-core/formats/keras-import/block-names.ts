import type { KerasNode } from './graph.ts'

/**
 * The path of each layer. Those of a model within the model lie in a block of its name; within a model the names say
 * blocks, which have no slashes: `conv2_block1_1_conv` lies in `conv2/block1`.
 */
export function pathsOf(nodes: readonly KerasNode[]): Map<string, string> {
  const models = new Map<string, { nodes: KerasNode[]; names: Set<string> }>()
  const modelAt = (within: readonly string[]) => {
    const at = within.join('/')
    const model = models.get(at) ?? { nodes: [], names: new Set() }
    models.set(at, model)
    return model
  }
  for (const node of nodes) {
    const { own, within } = node
    modelAt(within).nodes.push(node)
    for (const [at, name] of [...within, own].entries()) modelAt(within.slice(0, at)).names.add(name)
  }
  return new Map([...models.values()].flatMap((model) => pathsWithin(model.nodes, model.names)))
}

/**
 * Blocks of one model's own layers by their names. A part is a block where several layers share it and hang together;
 * `bn_a` and `bn_b` somewhere else share a word alone.
 * @param names of the layers and models in it
 */
function pathsWithin(nodes: readonly KerasNode[], names: ReadonlySet<string>): [string, string][] {
  const members = new Map<string, KerasNode[]>()
  for (const node of nodes) {
    if (isGiven(node)) continue
    for (const prefix of prefixesOf(node.own)) {
      const those = members.get(prefix)
      if (those) those.push(node)
      else members.set(prefix, [node])
    }
  }
  const blocks = new Set([...members].filter(([at, own]) => !names.has(at) && hangTogether(own)).map(([at]) => at))
  // Of prefixes with the same layers the longest says most.
  for (const prefix of blocks) {
    const size = members.get(prefix)!.length
    const longer = prefixesOf(members.get(prefix)![0]!.own).filter((one) => one.length > prefix.length)
    if (longer.some((one) => blocks.has(one) && members.get(one)!.length === size)) blocks.delete(prefix)
  }
  return nodes.map((node): [string, string] => {
    const inside = isGiven(node) ? [] : prefixesOf(node.own).filter((prefix) => blocks.has(prefix))
    const starts = inside.map((prefix) => prefix.length)
    const path = [...node.own].map((letter, at) => (starts.includes(at) ? '/' : letter)).join('')
    return [node.name, [...node.within, path].join('/')]
  })
}

/** `conv2`, `conv2_block1`, `conv2_block1_1` of `conv2_block1_1_conv`; `block_1` is one word. */
function prefixesOf(name: string): string[] {
  const words = name.split('_')
  const ends = words.flatMap((word, at) => {
    const isCounted = /^\d+$/.test(words[at + 1] ?? '') && !/\d$/.test(word)
    return at === words.length - 1 || isCounted ? [] : [words.slice(0, at + 1).join('_')]
  })
  return ends.filter((prefix) => prefix.replaceAll('_', '') !== '')
}

/** `conv2d_12`: Keras's own name for a layer that its author gave none. */
function isGiven({ own, className }: KerasNode): boolean {
  const plain = own.replace(/_\d+$/, '').replaceAll('_', '')
  return plain === className.toLowerCase() || className === 'InputLayer'
}

/** Whether two layers or more are one piece of the network. */
function hangTogether(nodes: readonly KerasNode[]): boolean {
  if (nodes.length < 2) return false
  const root = new Map(nodes.map(({ name }) => [name, name]))
  const find = (name: string): string => {
    let at = name
    while (root.get(at) !== at) at = root.get(at)!
    root.set(name, at)
    return at
  }
  for (const { name, inputs } of nodes) {
    for (const input of inputs) if (root.has(input)) root.set(find(input), find(name))
  }
  return new Set(nodes.map(({ name }) => find(name))).size === 1
}
