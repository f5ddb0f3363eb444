import { useT } from '../i18n/locale.ts'
import { Key } from '../ui/Key.tsx'

/** What to do with an empty canvas. */
export function EmptyHint() {
  const t = useT()
  return (
    <p className="canvas-empty">
      {t({ en: 'Double-click or press', zh: '双击，或按' })} <Key chord="tab" />{' '}
      {t({ en: 'to add the first layer.', zh: '添加第一个层。' })}
    </p>
  )
}
