import type { Locale } from '../../src-core/text.ts'

/** When a run began, as short as it can be told from the others: `14:05`, `3 Nov, 14:05`, `3 Nov 2025`. */
export function formatWhen(at: number, locale: Locale, now = Date.now()): string {
  const then = new Date(at)
  const today = new Date(now)
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB'
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  if (then.toDateString() === today.toDateString()) return then.toLocaleTimeString(tag, time)
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
  return then.getFullYear() === today.getFullYear()
    ? then.toLocaleString(tag, { ...day, ...time })
    : then.toLocaleDateString(tag, { ...day, year: 'numeric' })
}
