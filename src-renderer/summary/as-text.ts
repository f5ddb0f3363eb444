import { formatShape } from '../../src-core/graph/shape.ts'
import type { Text } from '../../src-core/text.ts'
import { columns, columnTitles, isFigure } from './columns.ts'
import type { SummaryRow } from './rows.ts'

type Say = (text: Text) => string

/** Exact figures, as a spreadsheet reads them (RFC 4180); activations in bytes. */
export const asCsv = (rows: readonly SummaryRow[], say: Say): string =>
  [titles(say), ...rows.map((row) => cellsOf(row, say))].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')

/** A table as Markdown's readers on the web draw it (GFM). */
export function asMarkdown(rows: readonly SummaryRow[], say: Say): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  const rule = columns.map((column) => (isFigure(column) ? '---:' : '---'))
  return [titles(say), rule, ...rows.map((row) => cellsOf(row, say))].map(line).join('')
}

const titles = (say: Say): string[] =>
  columns.map((column) => say(columnTitles[column]) + (column === 'activationBytes' ? ' (B)' : ''))

/** Whole paths: away from the table nothing else tells one `conv1` from another. */
function cellsOf({ id, kind, shape, parameters, macs, activationBytes, receptiveField }: SummaryRow, say: Say) {
  const field = receptiveField === 'all' ? say({ en: 'whole image', zh: '整幅图像' }) : (receptiveField ?? '')
  return [id, say(kind), shape ? formatShape(shape) : '', parameters, macs, activationBytes, field].map(String)
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
