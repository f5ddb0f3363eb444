import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { searchLibrary } from '../library/search.ts'
import type { QuickAddPlace } from './hands.ts'

/** The kinds of layer that answer a search and fit where they are to go, in the library's order. */
export function fittingKinds(
  query: string,
  place: QuickAddPlace,
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
): LayerKind[] {
  const kinds = searchLibrary(query).families.flatMap(({ kinds }) => kinds)
  return kinds.filter((kind) => fits(kind, place, document, analysis))
}

function fits(
  kind: LayerKind,
  { wire, onEdge }: QuickAddPlace,
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
): boolean {
  const source =
    onEdge === undefined
      ? wire?.from === 'source'
        ? wire.layer
        : undefined
      : document.edges[[onEdge].flat()[0]!]?.source
  // Before a layer anything may come: what it gives follows from an input that is not known yet.
  return source === undefined || takes(kind, analysis, source)
}

/** Whether a layer with its defaults takes what another gives. A merge takes it and waits for more. */
function takes(kind: LayerKind, { layers }: Analysis, source: string): boolean {
  if (kind.inputs.max === 0) return false
  const shape = layers.get(source)?.shape
  const params = kind.params.safeParse({})
  if (!shape || !params.success) return true
  return kind.infer(
    params.data,
    Array.from({ length: Math.max(1, kind.inputs.min) }, () => shape),
  ).ok
}
