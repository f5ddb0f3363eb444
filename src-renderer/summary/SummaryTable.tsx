import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import type { Column } from './columns.ts'
import { columns, columnTitles, isFigure } from './columns.ts'
import { Row } from './Row.tsx'
import type { SummaryRow } from './rows.ts'
import { foldRow, sortBy, unfoldAround, useSummary } from './state.ts'
import { headHeight, rowHeight, rowsInSight, scrollFor } from './in-sight.ts'

/** The table; of its rows those in sight are in the page, so that a thousand cost as little as twenty. */
export function SummaryTable({ rows }: { rows: readonly SummaryRow[] }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const { from, to } = useSight(box, rows.length)
  const selection = useEditor((editor) => editor.selection)
  const selected = useMemo(() => new Set(selection), [selection])
  const tabStop = Math.max(
    from,
    rows.findIndex(({ id }) => selected.has(id)),
  )
  useFollowing(box, rows, selection)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = Number((event.target as HTMLElement).closest('tr')?.dataset.at)
    const row = rows[at]
    const next = rows[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key] ?? -1]
    if (next) reveal(next.id)
    else if (row?.isBlock && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      foldRow(row.id, event.key === 'ArrowLeft')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} className="summary-scroll">
      <table aria-rowcount={rows.length + 1} aria-label={t({ en: 'Layers', zh: '层' })}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column} column={column} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {from > 0 && <Gap rows={from} />}
          {rows.slice(from, to).map((row, i) => (
            <Row key={row.id} row={row} at={from + i} selected={selected.has(row.id)} tabStop={from + i === tabStop} />
          ))}
          {to < rows.length && <Gap rows={rows.length - to} />}
        </tbody>
      </table>
    </div>
  )
}

function Head({ column }: { column: Column }) {
  const t = useT()
  const sort = useSummary((state) => (state.sort?.column === column ? state.sort : undefined))
  const Sign = sort?.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      data-figure={isFigure(column) || undefined}
      aria-sort={sort && (sort.descending ? 'descending' : 'ascending')}
    >
      <button type="button" onClick={() => sortBy(column)}>
        {t(columnTitles[column])}
        {sort && <Sign size={12} aria-hidden />}
      </button>
    </th>
  )
}

/** Stands for rows that are out of sight. */
const Gap = ({ rows }: { rows: number }) => (
  <tr aria-hidden style={{ height: rows * rowHeight }}>
    <td colSpan={columns.length} />
  </tr>
)

/** The rows that are in sight, and some around them. */
function useSight(box: { current: HTMLDivElement | null }, count: number) {
  const [{ top, height }, setSight] = useState({ top: 0, height: 0 })
  useLayoutEffect(() => {
    const element = box.current!
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight })
    look()
    const watching = new ResizeObserver(look)
    watching.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watching.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box])
  return rowsInSight(top, height, count)
}

/** Brings the row of what was just selected into sight; the focus goes along where a row had it. */
function useFollowing(
  box: { current: HTMLDivElement | null },
  rows: readonly SummaryRow[],
  selection: readonly string[],
) {
  const [first] = selection
  useEffect(() => {
    if (first === undefined) return
    const { nodes } = useEditor.getState().history.document
    if (Object.hasOwn(nodes, first)) unfoldAround(blocksAround(nodes, first))
  }, [first])
  const at = rows.findIndex(({ id }) => id === first)
  const isThere = at >= 0
  const shown = useRef(at)
  useEffect(() => {
    shown.current = at
  })
  useEffect(() => {
    const element = box.current!
    if (!isThere) return
    const hadFocus = element.querySelector('tbody')!.contains(window.document.activeElement)
    const top = scrollFor(shown.current, element.scrollTop, element.clientHeight - headHeight)
    if (top !== element.scrollTop) element.scrollTo({ top })
    if (hadFocus) focusRow(element, shown.current, 10)
    // Not with every new order of the rows: a person who sorts or folds looks somewhere else.
  }, [box, first, isThere])
}

/** A row that was out of sight is in the page only once the table has scrolled: asks again for some frames. */
function focusRow(element: HTMLElement, at: number, frames: number): void {
  const name = element.querySelector<HTMLElement>(`tr[data-at="${at}"] .summary-name`)
  if (name) name.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusRow(element, at, frames - 1))
}
