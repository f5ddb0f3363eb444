import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import type { Column } from './columns.ts'

/** A layer, or a block with the sums of all that is in it. */
export interface SummaryRow {
  id: string
  isBlock: boolean
  /** What it is called in the block around it. */
  name: string
  kind: Text
  /** How many blocks of the table it stands in. */
  depth: number
  shape: Shape | undefined
  parameters: number
  macs: number
  /** For one example. */
  activationBytes: number
  /** Side of the square of input pixels; 'all' where every output value sees the whole image. Blocks have none. */
  receptiveField: number | 'all' | undefined
}

export interface Sort {
  column: Column
  descending: boolean
}

export interface Arranging {
  /** Absent: as data runs. */
  sort: Sort | undefined
  /** Blocks as rows above what is in them; without, layers alone. */
  grouped: boolean
  /** Blocks whose rows are folded away. */
  folded: ReadonlySet<string>
}

/** The rows in the order in which they are shown. Grouped ones are sorted among those of the same block. */
export function summaryRows(document: LoomDocument, analysis: Analysis, arranging: Arranging): SummaryRow[] {
  const { grouped, folded, sort } = arranging
  const places = placesOf(document, analysis)
  const compare = comparing(sort, places)
  if (!grouped) {
    return [...analysis.layers.keys()].map((id) => rowOf(document, analysis, id, 0)).sort(compare)
  }
  const inside = new Map<string, string[]>()
  for (const id of Object.keys(document.nodes)) {
    const [block] = blocksAround(document.nodes, id) as [string]
    const side = inside.get(block)
    if (side) side.push(id)
    else inside.set(block, [id])
  }
  const below = (block: string, depth: number): SummaryRow[] =>
    (inside.get(block) ?? [])
      .map((id) => rowOf(document, analysis, id, depth))
      .sort(compare)
      .flatMap((row) => (row.isBlock && !folded.has(row.id) ? [row, ...below(row.id, depth + 1)] : row))
  return below('', 0)
}

function rowOf({ nodes }: LoomDocument, { layers, blocks }: Analysis, id: string, depth: number): SummaryRow {
  const node = nodes[id]!
  const lastPart = id.split('/').at(-1) || id
  if (node.type === 'block') {
    const { trainable, nonTrainable, macs, activationBytes, shape, layers } = blocks.get(id)!
    return {
      id,
      isBlock: true,
      name: node.title || lastPart,
      kind: { en: `Block, ${layers} ${layers === 1 ? 'layer' : 'layers'}`, zh: `块，${layers} 层` },
      depth,
      shape,
      parameters: trainable + nonTrainable,
      macs,
      activationBytes,
      receptiveField: undefined,
    }
  }
  const { kind, shape, trainable, nonTrainable, macs, activationBytes, receptiveField } = layers.get(id)!
  return {
    id,
    isBlock: false,
    name: lastPart,
    kind: kindOf(kind)?.title ?? same(kind),
    depth,
    shape,
    parameters: trainable + nonTrainable,
    macs,
    activationBytes,
    receptiveField: shape && (receptiveField ?? 'all'),
  }
}

/** Where each layer comes as data runs, and each block with the first of its layers. */
function placesOf({ nodes }: LoomDocument, { order }: Analysis): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  order.forEach((id, at) => {
    places.set(id, at)
    for (const block of blocksAround(nodes, id)) if (!places.has(block)) places.set(block, at)
  })
  return places
}

const names = new Intl.Collator('en', { numeric: true })

/** Rows that are alike stay as data runs; what has no figure, or is not reached by data, comes last. */
function comparing(sort: Sort | undefined, places: ReadonlyMap<string, number>) {
  const place = ({ id }: SummaryRow) => places.get(id) ?? places.size
  const sign = sort?.descending ? -1 : 1
  return (a: SummaryRow, b: SummaryRow): number => {
    const inOrder = place(a) - place(b)
    if (!sort) return inOrder
    if (sort.column === 'name') return sign * names.compare(a.name, b.name) || inOrder
    if (sort.column === 'kind') return sign * names.compare(a.kind.en, b.kind.en) || inOrder
    const [of, and] = [figureOf(a, sort.column), figureOf(b, sort.column)]
    if (of === undefined || and === undefined) return Number(of === undefined) - Number(and === undefined) || inOrder
    return (of === and ? 0 : sign * (of - and)) || inOrder
  }
}

/** Shapes compare by how many numbers they hold. */
function figureOf(row: SummaryRow, column: Exclude<Column, 'name' | 'kind'>): number | undefined {
  if (column === 'shape') return row.shape && sizeOf(row.shape)
  if (column === 'receptiveField') return row.receptiveField === 'all' ? Infinity : row.receptiveField
  return row[column]
}
