import { useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { ClassFigures, ClassReport } from '../../src-core/training/classes.ts'
import type { Text } from '../../src-core/text.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'

const columns: Record<keyof ClassFigures, Text> = {
  precision: { en: 'Precision', zh: '精确率' },
  recall: { en: 'Recall', zh: '召回率' },
  f1: { en: 'F1', zh: 'F1' },
  support: { en: 'Examples', zh: '样本数' },
}
type Column = keyof ClassFigures | 'class'

/** Precision, recall and F1 of each class. A press on a heading sorts by it, the weakest first. */
export function ClassTable({ report }: { report: ClassReport }) {
  const t = useT()
  const locale = useLocale()
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'class', down: false })
  const rows = report.classes.map((name, label) => ({ name, label, figures: report.figures[label]! }))
  const sign = sort.down ? -1 : 1
  if (sort.by === 'class') {
    if (sort.down) rows.reverse()
  } else {
    const { by } = sort
    rows.sort((a, b) => sign * (a.figures[by] - b.figures[by]))
  }

  const heading = (by: Column, name: Text) => (
    <th
      key={by}
      scope="col"
      className={by === 'class' ? undefined : 'number'}
      aria-sort={sort.by !== by ? undefined : sort.down ? 'descending' : 'ascending'}
    >
      <button type="button" onClick={() => setSort({ by, down: sort.by === by && !sort.down })}>
        {t(name)}
        <span aria-hidden>{sort.by !== by ? '' : sort.down ? '↓' : '↑'}</span>
      </button>
    </th>
  )
  return (
    <table className="class-table">
      <thead>
        <tr>
          {heading('class', { en: 'Class', zh: '类别' })}
          {(Object.keys(columns) as (keyof ClassFigures)[]).map((by) => heading(by, columns[by]))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, figures }) => (
          <tr key={label}>
            <th scope="row">{name[locale]}</th>
            {(['precision', 'recall', 'f1'] as const).map((by) => (
              <td key={by} className="number">
                {formatPercent(figures[by])}
              </td>
            ))}
            <td className="number">{formatInteger(figures.support)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
