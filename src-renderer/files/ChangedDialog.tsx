import { useT } from '../i18n/locale.ts'
import type { ChangedAnswer } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Before saving over what another program wrote. Esc cancels: then neither version is touched. */
export function ChangedDialog({ name, onAnswer }: { name: string; onAnswer(answer: ChangedAnswer): void }) {
  const t = useT()
  return (
    <Dialog open onClose={() => onAnswer('cancel')} title={t({ en: `Replace “${name}”?`, zh: `替换“${name}”？` })}>
      <p>
        {t({
          en: 'Another program has changed this file since you opened or saved it. Replacing it loses that program’s changes.',
          zh: '自您上次打开或保存以来，该文件已被其他程序更改。替换后，其他程序所做的更改将会丢失。',
        })}
      </p>
      <div className="dialog-buttons">
        <Button className="apart" variant="danger" onClick={() => onAnswer('replace')}>
          {t({ en: 'Replace', zh: '替换' })}
        </Button>
        <Button onClick={() => onAnswer('cancel')}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="primary" autoFocus onClick={() => onAnswer('elsewhere')}>
          {t({ en: 'Save as…', zh: '另存为…' })}
        </Button>
      </div>
    </Dialog>
  )
}
