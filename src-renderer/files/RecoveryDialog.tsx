import type { Recoverable } from '../../src-core/contract/contract.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { formatWhen } from '../runs/when.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { close, discard, recover } from './recovery.ts'

/** Work that was open and unsaved when Layerloom ended without being asked to. */
export function RecoveryDialog({ items }: { items: readonly Recoverable[] }) {
  const t = useT()
  const locale = useLocale()
  return (
    <Dialog open onClose={close} title={t({ en: 'Unsaved work was found', zh: '发现未保存的内容' })}>
      <p>
        {t({
          en: 'Layerloom ended before these changes were saved. They were put aside for you.',
          zh: 'Layerloom 上次退出前，以下更改尚未保存，已为您暂存。',
        })}
      </p>
      <ul className="recovery">
        {items.map((item, i) => (
          <li key={item.id}>
            <div>
              <strong>{item.name}</strong>
              <span>
                {t({
                  en: `last changed ${formatWhen(item.savedAt, 'en')}`,
                  zh: `最后更改于 ${formatWhen(item.savedAt, locale)}`,
                })}
                {item.path && ` · ${item.path}`}
              </span>
            </div>
            <Button onClick={() => void discard(item)}>{t({ en: 'Discard', zh: '丢弃' })}</Button>
            <Button variant="primary" autoFocus={i === 0} onClick={() => void recover(item)}>
              {t({ en: 'Recover', zh: '恢复' })}
            </Button>
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        <Button onClick={close}>{t({ en: 'Decide later', zh: '稍后决定' })}</Button>
      </div>
    </Dialog>
  )
}
