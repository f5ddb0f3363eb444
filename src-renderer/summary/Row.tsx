import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { formatCompact, formatInteger } from '../../src-core/amounts.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { useT } from '../i18n/locale.ts'
import { reveal } from '../store/view.ts'
import { formatBytes } from '../training/format.ts'
import type { SummaryRow } from './rows.ts'
import { foldRow, useSummary } from './state.ts'

interface Props {
  row: SummaryRow
  /** Its place among all rows. */
  at: number
  selected: boolean
  /** Tab comes to this row; the arrow keys go on from there. */
  tabStop: boolean
}

/** One layer or block; its name selects it and takes a person there. */
export const Row = memo(function Row({ row, at, selected, tabStop }: Props) {
  const t = useT()
  const { id, isBlock, name, kind, depth, shape, parameters, macs, activationBytes, receptiveField } = row
  return (
    <tr
      data-at={at}
      data-block={isBlock || undefined}
      aria-rowindex={at + 2}
      aria-current={selected || undefined}
      onClick={() => reveal(id)}
    >
      <th scope="row" title={id}>
        <span className="summary-place" style={{ paddingLeft: depth * 14 }}>
          {isBlock ? <Caret id={id} name={name} /> : <span className="caret" />}
          <button type="button" className="summary-name" tabIndex={tabStop ? 0 : -1}>
            {name}
          </button>
        </span>
      </th>
      <td>{t(kind)}</td>
      <td data-figure>{shape ? formatShape(shape) : '–'}</td>
      <td data-figure>{formatInteger(parameters)}</td>
      <td data-figure title={formatInteger(macs)}>
        {formatCompact(macs)}
      </td>
      <td data-figure title={`${formatInteger(activationBytes)} B`}>
        {formatBytes(activationBytes)}
      </td>
      <td data-figure>
        {receptiveField === 'all' ? t({ en: 'whole image', zh: '整幅图像' }) : (receptiveField ?? '–')}
      </td>
    </tr>
  )
})

function Caret({ id, name }: { id: string; name: string }) {
  const t = useT()
  const isFolded = useSummary(({ folded }) => folded.has(id))
  const Sign = isFolded ? ChevronRight : ChevronDown
  return (
    <button
      type="button"
      className="caret"
      tabIndex={-1}
      aria-expanded={!isFolded}
      aria-label={t({ en: `Rows of ${name}`, zh: `${name} 的各行` })}
      onClick={(event) => {
        event.stopPropagation()
        foldRow(id, !isFolded)
      }}
    >
      <Sign size={14} aria-hidden />
    </button>
  )
}
