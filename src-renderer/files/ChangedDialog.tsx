import { useT } from '../i18n/locale.ts'
import type { ChangedAnswer } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface Props {
  name: string
  isGone: boolean
  onAnswer(answer: ChangedAnswer): void
}

/** Before saving over what another program wrote, or took away. Esc cancels: then nothing is touched. */
export function ChangedDialog({ name, isGone, onAnswer }: Props) {
  const t = useT()
  const { title, about, replace } = isGone ? gone(name) : changed(name)
  return (
    <Dialog open onClose={() => onAnswer('cancel')} title={t(title)}>
      <p>{t(about)}</p>
      <div className="dialog-buttons">
        <Button className="apart" variant={isGone ? undefined : 'danger'} onClick={() => onAnswer('replace')}>
          {t(replace)}
        </Button>
        <Button onClick={() => onAnswer('cancel')}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="primary" autoFocus onClick={() => onAnswer('elsewhere')}>
          {t({ en: 'Save as…', zh: '另存为…' })}
        </Button>
      </div>
    </Dialog>
  )
}

const changed = (name: string) => ({
  title: { en: `Replace “${name}”?`, zh: `替换“${name}”？` },
  about: {
    en: 'Another program has changed this file since you opened or saved it. Replacing it loses that program’s changes.',
    zh: '自您上次打开或保存以来，该文件已被其他程序更改。替换后，其他程序所做的更改将会丢失。',
  },
  replace: { en: 'Replace', zh: '替换' },
})

const gone = (name: string) => ({
  title: { en: `Save “${name}” again?`, zh: `重新保存“${name}”？` },
  about: {
    en: 'The file was moved or deleted since you opened or saved it. You can write it anew in the same place.',
    zh: '自您上次打开或保存以来，该文件已被移动或删除。您可以在原位置重新写入。',
  },
  replace: { en: 'Save again', zh: '重新保存' },
})
