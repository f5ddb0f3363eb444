import { useStore } from '@xyflow/react'

/** How much a card says: everything, its name in large letters, or its colour alone. */
export type Detail = 'full' | 'name' | 'colour'

const detailAt = (zoom: number): Detail => (zoom >= 0.5 ? 'full' : zoom >= 0.24 ? 'name' : 'colour')

/** Follows the zoom; a card is drawn anew only where the detail changes. */
export const useDetail = (): Detail => useStore(({ transform }) => detailAt(transform[2]))

/** Whether there is room to write a tensor's shape on every wire. */
export const useRoomForShapes = (): boolean => useStore(({ transform }) => transform[2] >= 1.4)
