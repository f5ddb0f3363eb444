import type { Analysis } from '../../src-core/graph/analysis.ts'

const known = new WeakMap<Analysis, ReadonlySet<string>>()

/**
 * The wires that something is wrong with: those that a problem names, and those that bring a layer a shape it cannot
 * take. As the beginnings of their ids, without the input.
 */
export function troubledWires(analysis: Analysis): ReadonlySet<string> {
  let wires = known.get(analysis)
  if (!wires) {
    const found = new Set<string>()
    for (const { code, node, edge } of analysis.problems) {
      if (edge !== undefined) found.add(withoutInput(edge))
      if (code !== 'shape' || node === undefined) continue
      for (const source of analysis.layers.get(node)?.inputs ?? []) found.add(`${source}->${node}`)
    }
    known.set(analysis, (wires = found))
  }
  return wires
}

export const isTroubled = (analysis: Analysis, edges: readonly string[]): boolean => {
  const troubled = troubledWires(analysis)
  return troubled.size > 0 && edges.some((edge) => troubled.has(withoutInput(edge)))
}

const withoutInput = (edge: string) => edge.slice(0, edge.lastIndexOf('#'))
