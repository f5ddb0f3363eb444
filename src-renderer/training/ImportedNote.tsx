import { branchRun } from '../actions/branch-run.ts'
import { useT } from '../i18n/locale.ts'
import { ActionButton } from '../ui/ActionButton.tsx'

/** In the place of the curves that weights of another program have none of: what can be done with them. */
export function ImportedNote() {
  const t = useT()
  return (
    <div className="training-empty">
      <p>
        {t({
          en: 'These weights came with an imported model. The network can be trained from them, and they can be exported.',
          zh: '这些权重来自导入的模型。可以以它们为起点训练网络，也可以将其导出。',
        })}
      </p>
      <ActionButton action={branchRun} size="small" />
    </div>
  )
}
