import type { Measure } from './section.ts'

/** The value below which the share `p` of the sorted values lies. */
export function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p
  const below = sorted[Math.floor(at)]!
  return below + (sorted[Math.ceil(at)]! - below) * (at % 1)
}

/** Prints measures with their medians, spread (5 % to 95 %) and ratios to a limit or a peer. */
export function printTable(measures: readonly Measure[]): void {
  const sorted = new Map(measures.map(({ what, values }) => [what, values.toSorted((a, b) => a - b)]))
  const median = (what: string) => quantile(sorted.get(what)!, 0.5)
  const rows = measures.map(({ what, unit, values, limit, peer }) => [
    what,
    `${figure(median(what))} ${unit}`,
    values.length > 1
      ? `${figure(quantile(sorted.get(what)!, 0.05))}–${figure(quantile(sorted.get(what)!, 0.95))}`
      : '',
    String(values.length),
    [
      ...(limit === undefined ? [] : [`${figure(median(what) / limit)} of ${Number(limit.toPrecision(3))} ${unit}`]),
      ...(peer === undefined ? [] : [`${figure(median(what) / median(peer))} × ${peer}`]),
    ].join(', '),
  ])
  const table = [['what', 'median', '5–95 %', 'times', 'ratio'], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  for (const row of table)
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
}

/** Three significant digits, never an exponent. */
const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
