import type { Problem } from '../../src-core/graph/problem.ts'
import { reveal, showTab } from '../store/view.ts'

/** Takes a person to what is wrong: its node or wire, at its parameter; one of the whole network is in the list. */
export function goToProblem({ node, edge, param }: Problem): void {
  const place = node ?? edge
  if (place === undefined) showTab('problems')
  else reveal(place, param)
}
