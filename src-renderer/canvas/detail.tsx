import { useStore } from '@xyflow/react'
import type { ReactNode } from 'react'
import { createContext, use, useDeferredValue } from 'react'
import { readable } from './viewport.ts'

/** How much a card says: everything, its name in large letters, or its colour alone. */
export type Detail = 'full' | 'name' | 'colour'

const detailAt = (zoom: number): Detail => (zoom >= readable ? 'full' : zoom >= 0.24 ? 'name' : 'colour')

const InSight = createContext<Detail>('full')

/** Follows the zoom. Where the detail changes all cards are drawn anew, which goes on beside the zooming. */
export function DetailOfZoom({ children }: { children: ReactNode }) {
  const detail = useDeferredValue(useStore(({ transform }) => detailAt(transform[2])))
  return <InSight value={detail}>{children}</InSight>
}

/** How much a card says at this moment. */
export const useDetail = (): Detail => use(InSight)

/** Whether there is room to write a tensor's shape on every wire. */
export const useRoomForShapes = (): boolean => useStore(({ transform }) => transform[2] >= 1.4)
