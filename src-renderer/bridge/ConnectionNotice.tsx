import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { link } from './main.ts'
import '../ui/notice.css'

/** A blink of the connection is not worth a word. */
const patience = 800

/** Says calmly that the main side cannot be reached; everything but training, saving and opening goes on. */
export function ConnectionNotice() {
  const t = useT()
  const state = useStore(link.state)
  const away = state.phase === 'lost' || state.phase === 'closed'
  const [shown, setShown] = useState(false)

  useEffect(() => {
    const timer = setTimeout(() => setShown(away), away ? patience : 0)
    return () => clearTimeout(timer)
  }, [away])

  if (!shown || !away) return null
  return (
    <aside className="notice" role="status">
      <div>
        <strong>
          {state.phase === 'lost'
            ? t({ en: 'The connection to Layerloom is lost', zh: '与 Layerloom 的连接已断开' })
            : t({ en: 'This window is not connected', zh: '此窗口未连接' })}
        </strong>
        <p>
          {state.phase === 'lost'
            ? t({
                en: 'It is tried again by itself. You can keep editing: nothing is lost.',
                zh: '正在自动重新连接。您可以继续编辑，内容不会丢失。',
              })
            : t({
                en: 'Open the address that Layerloom shows when it starts. Each address lets one window in.',
                zh: '请打开 Layerloom 启动时显示的地址。每个地址仅供一个窗口使用。',
              })}
        </p>
      </div>
      {state.phase === 'lost' && <Button onClick={link.retryNow}>{t({ en: 'Try now', zh: '立即重试' })}</Button>}
    </aside>
  )
}
