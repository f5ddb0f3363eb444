import type { KerasNode } from './graph.ts'

/**
 * The path of each layer by its Keras name, which has no slashes: `conv2_block1_1_conv` lies in `conv2/block1`. A part is a
 * block where several layers share it and hang together; `bn_a` and `bn_b` somewhere else share a word alone.
 */
export function pathsOf(nodes: readonly KerasNode[]): Map<string, string> {
  const names = new Set(nodes.map(({ name }) => name))
  const members = new Map<string, KerasNode[]>()
  for (const node of nodes) {
    if (isGiven(node)) continue
    for (const prefix of prefixesOf(node.name)) {
      const those = members.get(prefix)
      if (those) those.push(node)
      else members.set(prefix, [node])
    }
  }
  const blocks = new Set([...members].filter(([at, own]) => !names.has(at) && hangTogether(own)).map(([at]) => at))
  // Of prefixes with the same layers the longest says most.
  for (const prefix of blocks) {
    const size = members.get(prefix)!.length
    const longer = prefixesOf(members.get(prefix)![0]!.name).filter((one) => one.length > prefix.length)
    if (longer.some((one) => blocks.has(one) && members.get(one)!.length === size)) blocks.delete(prefix)
  }
  return new Map(
    nodes.map((node): [string, string] => {
      const within = isGiven(node) ? [] : prefixesOf(node.name).filter((prefix) => blocks.has(prefix))
      const starts = within.map((prefix) => prefix.length)
      return [node.name, [...node.name].map((letter, at) => (starts.includes(at) ? '/' : letter)).join('')]
    }),
  )
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
function isGiven({ name, className }: KerasNode): boolean {
  const plain = name.replace(/_\d+$/, '').replaceAll('_', '')
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
