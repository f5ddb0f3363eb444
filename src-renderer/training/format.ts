import { formatInteger } from '../../src-core/amounts.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import type { Curve } from './series.ts'

/** `97.6%`; more digits near 100 %, where they tell. A figure that is not finite is said as it is. */
export function formatPercent(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return `${(value * 100).toFixed(value >= 0.99 ? 2 : 1)}%`
}

/** A loss with three digits that count: `2.30`, `0.0812`, `1.2e-5`. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size < 0.001 || size >= 1_000_000) return value.toExponential(1)
  return size >= 1_000 ? formatInteger(value) : value.toPrecision(3)
}

export const formatFigure = (curve: Curve, value: number | undefined): string =>
  value === undefined ? '–' : curve === 'loss' ? formatLoss(value) : formatPercent(value)

/** How long something takes, in the two units that matter: `38 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): Text {
  if (!Number.isFinite(seconds)) return same('–')
  // Rounded first, so that 59.6 s is a minute and never 60 s.
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return { en: `${s} s`, zh: `${s} 秒` }
  const minutes = Math.floor(s / 60)
  if (minutes < 60) return two([minutes, 'min', '分'], [s % 60, 's', '秒'])
  const rounded = Math.round(s / 60)
  const hours = Math.floor(rounded / 60)
  if (hours < 24) return two([hours, 'h', '小时'], [rounded % 60, 'min', '分钟'])
  const allHours = Math.round(s / 3_600)
  return two([Math.floor(allHours / 24), 'd', '天'], [allHours % 24, 'h', '小时'])
}

type Amount = [value: number, en: string, zh: string]

const two = ([a, aEn, aZh]: Amount, [b, bEn, bZh]: Amount): Text => ({
  en: b === 0 ? `${a} ${aEn}` : `${a} ${aEn} ${b} ${bEn}`,
  zh: b === 0 ? `${a} ${aZh === '分' ? '分钟' : aZh}` : `${a} ${aZh} ${b} ${bZh}`,
})

/** Sizes of files and downloads, in powers of 1000 as file managers show them: `252 MB`, `1.8 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1_000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`
}
