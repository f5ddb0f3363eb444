import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { isSameRow } from '../../src-core/graph/compare.ts'
import type { Compared, Row, Stage } from '../../src-core/graph/compare.ts'
import { useT } from '../i18n/locale.ts'
import { runsOf } from './editions.ts'
import type { Comparison } from './editions.ts'
import { LayerRow } from './LayerRow.tsx'
import { documented, published } from './Totals.tsx'

/** So many differences are read at a glance; a stage with more is opened when it is asked for. */
const atAGlance = 14

/** The stages of both networks with their layers, those that differ in sight. */
export function Stages({ comparison }: { comparison: Comparison }) {
  const t = useT()
  return (
    <section className="compare-stages">
      <div className="compare-sides">
        <h3>{t(published)}</h3>
        <h3>{t(documented)}</h3>
      </div>
      {comparison.stages.map((stage, at) =>
        stage.left === undefined && stage.right === undefined ? (
          <Rows key={at} rows={stage.rows} comparison={comparison} stage={stage} />
        ) : (
          <StageRows key={at} stage={stage} comparison={comparison} />
        ),
      )}
    </section>
  )
}

interface StageProps {
  stage: Stage
  comparison: Comparison
}

function StageRows({ stage, comparison }: StageProps) {
  const t = useT()
  const count = stage.rows.filter((row) => !isSameRow(row)).length
  const [isOpen, setOpen] = useState(count > 0 && count <= atAGlance)
  const said =
    count === 0
      ? t({ en: `${layers(stage.rows.length)} the same`, zh: `${stage.rows.length} 个层相同` })
      : t({
          en: `${count} of ${layers(stage.rows.length)} differ`,
          zh: `${stage.rows.length} 个层中有 ${count} 个不同`,
        })
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className="compare-stage">
      <button type="button" className="compare-stage-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={14} aria-hidden />
        <StageName network={comparison.published} id={stage.left} />
        <StageName network={comparison.documented} id={stage.right} />
        <span className="compare-count" data-differs={count > 0 || undefined}>
          {said}
        </span>
      </button>
      {isOpen && <Rows rows={stage.rows} comparison={comparison} stage={stage} />}
    </div>
  )
}

function StageName({ network, id }: { network: Compared; id: string | undefined }) {
  const t = useT()
  if (id === undefined) return <span className="quiet">{t({ en: 'not there', zh: '无' })}</span>
  const node = network.nodes[id]
  const title = node?.type === 'block' ? node.title : undefined
  return (
    <span className="compare-stage-name">
      {id}
      {title && title.toLowerCase() !== id.toLowerCase() && <span className="quiet"> {title}</span>}
    </span>
  )
}

interface RowsProps extends StageProps {
  rows: readonly Row[]
}

/** Rows that differ, with those between them folded away. */
const Rows = ({ rows, comparison, stage }: RowsProps) =>
  runsOf(rows).map((run, at) =>
    run.differs ? (
      <LayerRow key={at} row={run.row} comparison={comparison} stage={stage} />
    ) : (
      <SameRows key={at} rows={run.rows} comparison={comparison} stage={stage} />
    ),
  )

function SameRows({ rows, comparison, stage }: RowsProps) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <button type="button" className="compare-same" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={12} aria-hidden />
        {t({ en: `${layers(rows.length)} the same`, zh: `${rows.length} 个层相同` })}
      </button>
      {isOpen && rows.map((row) => <LayerRow key={row.left} row={row} comparison={comparison} stage={stage} />)}
    </>
  )
}

const layers = (count: number) => `${count} ${count === 1 ? 'layer' : 'layers'}`
