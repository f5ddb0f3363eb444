import { formatInteger } from '../../src-core/amounts.ts'
import { partsOfSource } from '../../src-core/training/data.ts'
import { chooseData } from '../actions/choose-data.ts'
import { useT } from '../i18n/locale.ts'
import { describedData, useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { sourceKinds } from './sources.ts'
import './data-row.css'

/** What the plan trains on, in a word, and the way to its images. */
export function DataRow() {
  const t = useT()
  const source = useEditor((state) => state.history.document.training.data)
  const described = useData((data) => (data.source === source ? describedData(data) : undefined))
  const { word, argument } = partsOfSource(source)
  const kind = sourceKinds.find((known) => known.word === word)
  const name = argument.split(/[\\/]/).findLast((part) => part !== '')
  const title = kind ? t(kind.title) : source
  return (
    <div className="field data-row" data-param="data">
      <span>{t({ en: 'Data', zh: '数据' })}</span>
      <ActionButton action={chooseData} className="data-button">
        <span className="data-title" title={kind?.path ? source : undefined}>
          {kind?.path && name ? name : title}
        </span>
      </ActionButton>
      {described && (
        <p className="data-sum">
          {t({
            en: `${formatInteger(described.train)} in ${described.classes.length} classes`,
            zh: `${formatInteger(described.train)} 张，${described.classes.length} 类`,
          })}
        </p>
      )}
    </div>
  )
}
