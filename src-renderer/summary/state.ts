import { create } from 'zustand'
import type { Column } from './columns.ts'
import { isFigure } from './columns.ts'
import type { Arranging, Sort } from './rows.ts'

/** How the table is arranged, kept while another tab is in front. */
export const useSummary = create<Arranging>(() => ({ sort: undefined, grouped: true, folded: new Set() }))

/** A first press sorts, figures from the largest down; a second turns it round; a third goes back to how data runs. */
export const sortBy = (column: Column): void => useSummary.setState(({ sort }) => ({ sort: nextSort(sort, column) }))

function nextSort(sort: Sort | undefined, column: Column): Sort | undefined {
  const first = isFigure(column)
  if (sort?.column !== column) return { column, descending: first }
  return sort.descending === first ? { column, descending: !first } : undefined
}

export const setGrouped = (grouped: boolean): void => useSummary.setState({ grouped })

export const foldRow = (id: string, isFolded: boolean): void =>
  useSummary.setState(({ folded }) => {
    const next = new Set(folded)
    if (isFolded) next.add(id)
    else next.delete(id)
    return { folded: next }
  })

/** Brings a row out of the folded blocks around it. */
export const unfoldAround = (blocks: readonly string[]): void =>
  useSummary.setState((state) =>
    blocks.some((id) => state.folded.has(id))
      ? { folded: new Set([...state.folded].filter((id) => !blocks.includes(id))) }
      : state,
  )
