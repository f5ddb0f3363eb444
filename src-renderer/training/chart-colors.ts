import type { ChartLine } from './chart-data.ts'

/** What a chart is drawn in. `lines` has the colours of each line in turn. */
export interface ChartColors {
  grid: string
  label: string
  surface: string
  danger: string
  lines: { raw: string; smooth: string; validation: string }[]
}

/** A run that stands alone has a colour each for training and validation; of several, each has one. */
const tokensOf = ({ color }: ChartLine) => ({
  raw: '--curve-raw',
  smooth: color ?? '--curve-training',
  validation: color ?? '--curve-validation',
})

export const readColors = (element: HTMLElement, lines: readonly ChartLine[]): ChartColors =>
  readTokens(element, (read) => ({
    grid: read('--curve-grid'),
    label: read('--curve-label'),
    surface: read('--curve-surface'),
    danger: read('--danger'),
    lines: lines.map((line) => {
      const { raw, smooth, validation } = tokensOf(line)
      return { raw: read(raw), smooth: read(smooth), validation: read(validation) }
    }),
  }))

/** Resolves CSS tokens where `element` stands: a probe's `color` comes back as a plain colour that a canvas takes. */
export function readTokens<T>(element: HTMLElement, colorsOf: (read: (token: string) => string) => T): T {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  const colors = colorsOf((token) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  })
  probe.remove()
  return colors
}

/** Calls back when the theme changes: the system's, or the one that a person chose, which shows at the root. */
export function onThemeChange(changed: () => void): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', changed)
  const chosen = new MutationObserver(changed)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] })
  return () => {
    scheme.removeEventListener('change', changed)
    chosen.disconnect()
  }
}
