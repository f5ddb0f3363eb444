import { Equal, Minus, Pencil, Plus } from 'lucide-react'
import type { LayerNode } from '../../src-core/document/schema.ts'
import type { Compared, Row, Stage } from '../../src-core/graph/compare.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { FamilyMark } from '../inspector/FamilyMark.tsx'
import type { Comparison } from './editions.ts'
import { sayChange } from './say-change.ts'

interface Props {
  row: Row
  comparison: Comparison
  /** The blocks whose names the layers' need not repeat. */
  stage: Stage
}

/** How a row is marked, by sign and word as well as by colour. */
const marks = {
  published: { icon: Minus, label: { en: 'Only in the paper’s', zh: '仅论文版有' } },
  documented: { icon: Plus, label: { en: 'Only in the code’s', zh: '仅代码版有' } },
  changed: { icon: Pencil, label: { en: 'Changed', zh: '有改动' } },
  same: { icon: Equal, label: { en: 'The same', zh: '相同' } },
} satisfies Record<string, { icon: typeof Minus; label: Text }>

const markOf = ({ left, right, changes }: Row): keyof typeof marks => {
  if (right === undefined) return 'published'
  if (left === undefined) return 'documented'
  return changes.length > 0 ? 'changed' : 'same'
}

/** A pair of layers, or one that the other edition does not have, and below it what differs. */
export function LayerRow({ row, comparison: { published, documented }, stage }: Props) {
  const t = useT()
  const mark = markOf(row)
  const { icon: Icon, label } = marks[mark]
  const kind = row.left === undefined ? undefined : published.analysis.layers.get(row.left)!.kind
  return (
    <div className="compare-row" data-mark={mark} role="group" aria-label={t(label)}>
      <span className="compare-mark" title={t(label)}>
        <Icon size={12} aria-hidden />
      </span>
      <Layer
        network={published}
        id={row.left}
        within={stage.left}
        missing={{ en: 'Not in the paper’s', zh: '论文版没有' }}
      />
      <Layer
        network={documented}
        id={row.right}
        within={stage.right}
        missing={{ en: 'Not in the code’s', zh: '代码版没有' }}
      />
      {row.changes.length > 0 && (
        <ul className="compare-changes">
          {row.changes.map((change) => {
            const { what, from, to } = sayChange(change, kind!)
            return (
              <li key={change.what === 'param' ? change.param : change.what}>
                {t(what)} <b>{t(from)}</b> → <b>{t(to)}</b>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

interface LayerProps {
  network: Compared
  id: string | undefined
  within: string | undefined
  /** What is said in the place of a layer that is not there. */
  missing: Text
}

function Layer({ network, id, within, missing }: LayerProps) {
  const t = useT()
  if (id === undefined) return <span className="compare-layer compare-missing">{t(missing)}</span>
  const { kind: kindId, params } = network.nodes[id] as LayerNode
  const kind = kindOf(kindId)
  const parsed = kind?.params.safeParse(params)
  const shape = network.analysis.layers.get(id)!.shape
  const summary = parsed?.success ? kind!.summary(parsed.data) : ''
  return (
    <span className="compare-layer">
      <FamilyMark family={kind?.family} />
      <span className="compare-name" title={id}>
        {within !== undefined && id.startsWith(`${within}/`) ? id.slice(within.length + 1) : id}
      </span>
      <span className="compare-kind">
        {kind ? t(kind.title) : kindId}
        {summary && summary !== (shape && formatShape(shape)) && ` ${summary}`}
      </span>
      {shape && <span className="compare-shape">{formatShape(shape)}</span>}
    </span>
  )
}
