import { useT } from '../i18n/locale.ts'
import type { UnsavedAnswer } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Before unsaved work is replaced. Esc cancels. */
export function UnsavedDialog({ name, onAnswer }: { name: string; onAnswer(answer: UnsavedAnswer): void }) {
  const t = useT()
  return (
    <Dialog
      open
      onClose={() => onAnswer('cancel')}
      title={t({ en: `Save the changes to “${name}”?`, zh: `保存对“${name}”的更改？` })}
    >
      <p>{t({ en: 'They are lost if you do not save them.', zh: '如果不保存，这些更改将会丢失。' })}</p>
      <div className="dialog-buttons">
        <Button className="apart" onClick={() => onAnswer('discard')}>
          {t({ en: 'Don’t save', zh: '不保存' })}
        </Button>
        <Button onClick={() => onAnswer('cancel')}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="primary" autoFocus onClick={() => onAnswer('save')}>
          {t({ en: 'Save', zh: '保存' })}
        </Button>
      </div>
    </Dialog>
  )
}
