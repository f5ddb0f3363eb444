import type { RunSummary } from '../../src-core/training/run.ts'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface Props {
  run: RunSummary
  open: boolean
  onCancel(): void
  onDelete(): void
}

/** Deleting a run cannot be undone, so it asks. */
export function DeleteRun({ run, open, onCancel, onDelete }: Props) {
  const t = useT()
  return (
    <Dialog open={open} onClose={onCancel} title={t({ en: 'Delete this run?', zh: '删除此训练记录？' })}>
      <p>
        {t({
          en: `The curves, the log and the weights of “${run.title}” are deleted for good. Exported models stay where they are.`,
          zh: `“${run.title}”的曲线、日志与权重将被永久删除。已导出的模型不受影响。`,
        })}
      </p>
      <div className="dialog-buttons">
        <Button onClick={onCancel}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="danger" onClick={onDelete}>
          {t({ en: 'Delete', zh: '删除' })}
        </Button>
      </div>
    </Dialog>
  )
}
