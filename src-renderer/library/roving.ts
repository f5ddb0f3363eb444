import type { KeyboardEvent } from 'react'
import { useState } from 'react'

/**
 * One item of a list or a grid is in the order of Tab; the arrow keys, Home and End move among them all. Each item bears
 * `item`'s attributes, an element around them all `onKeyDown`.
 */
export function useRoving(ids: readonly string[], { isGrid = false } = {}) {
  const [last, setLast] = useState<string>()
  const active = last !== undefined && ids.includes(last) ? last : ids[0]
  return {
    item: (id: string) => ({ 'data-item': id, tabIndex: id === active ? 0 : -1, onFocus: () => setLast(id) }),
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const items = itemsIn(event.currentTarget)
      const at = items.findIndex((item) => item === event.target)
      const columns = isGrid ? items.filter(({ offsetTop }) => offsetTop === items[0]!.offsetTop).length : 1
      const to = at < 0 ? undefined : destination(event.key, at, items.length, columns)
      if (to === undefined) return
      event.preventDefault()
      items[to]?.focus()
    },
  }
}

const itemsIn = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-item]')]

export const focusFirstItem = (list: HTMLElement | null): void => itemsIn(list ?? document.body)[0]?.focus()

/** Nowhere above the first row of a grid; a list ends at its ends. */
function destination(key: string, at: number, count: number, columns: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + columns, count - 1)
    case 'ArrowUp':
      return columns === 1 ? Math.max(at - 1, 0) : at < columns ? undefined : at - columns
    case 'ArrowRight':
      return columns === 1 ? undefined : Math.min(at + 1, count - 1)
    case 'ArrowLeft':
      return columns === 1 ? undefined : Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
