const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `4,690`. */
export const formatInteger = (value: number): string => integers.format(value)

/** A part of the network's cost: `28%`, `3.1%`, `<0.1%`. */
export function formatShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%'
  const percent = (part / whole) * 100
  if (percent < 0.1) return '<0.1%'
  return `${percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}%`
}

/**
 * Parameters and multiply-accumulates in the unit in which papers compare them: `960`, `61.7 k`, `0.42 M`, `15.5 G`.
 */
export function formatCompact(count: number): string {
  if (count < 1_000) return formatInteger(count)
  if (count < 99_950) return `${(count / 1_000).toFixed(1)} k`
  const [value, unit] =
    count < 999_500_000 ? [count / 1e6, 'M'] : count < 999.5e9 ? [count / 1e9, 'G'] : [count / 1e12, 'T']
  return `${value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : formatInteger(value)} ${unit}`
}
