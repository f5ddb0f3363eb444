import type { Text } from '../../src-core/text.ts'
import { link } from '../bridge/main.ts'

/** For actions that need the main side: true while it can be reached, or may be in a moment. */
export function connected(): true | Text {
  const { phase } = link.state.getState()
  if (phase === 'lost')
    return {
      en: 'The connection to Layerloom is lost just now. It is tried again by itself.',
      zh: '与 Layerloom 的连接暂时断开，正在自动重新连接。',
    }
  if (phase === 'closed') return { en: 'This window is not connected to Layerloom.', zh: '此窗口未连接到 Layerloom。' }
  return true
}
