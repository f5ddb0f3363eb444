import { useStore } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { isViewMoving } from './moving-view.ts'
import { readable } from './viewport.ts'

/** How much a card says: everything, its name in large letters, or its colour alone. */
export type Detail = 'full' | 'name' | 'colour'

const detailAt = (zoom: number): Detail => (zoom >= readable ? 'full' : zoom >= 0.24 ? 'name' : 'colour')

/** What the zoom leaves room for. */
let detail: Detail = 'full'
/** By what the cards in the page are told. */
const cards = new Set<Tell>()
/** Those of them that do not say yet what they should. */
const late = new Set<Tell>()
/** Milliseconds of a frame would be too many for all cards at once: a hand would feel it. */
const turnsInFrame = 16
let frame = 0

type Tell = (detail: Detail) => void

/** How much a card says at this moment; nothing yet, until it is its turn, where it comes into sight as the view moves. */
export function useDetail(): Detail | undefined {
  const [said, say] = useState(() => (isViewMoving() ? undefined : detail))
  useEffect(() => {
    cards.add(say)
    if (said !== detail) inTurn(say)
    return () => {
      cards.delete(say)
      late.delete(say)
    }
    // What it says later on, it has been told.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return said
}

function inTurn(card: Tell): void {
  late.add(card)
  frame ||= requestAnimationFrame(nextTurns)
}

function nextTurns(): void {
  const turns = [...late].slice(0, turnsInFrame)
  for (const tell of turns) {
    late.delete(tell)
    tell(detail)
  }
  frame = late.size > 0 ? requestAnimationFrame(nextTurns) : 0
}

/** Has the cards say as much as a zoom leaves room for, a few a frame. */
export function sayAt(zoom: number): void {
  const next = detailAt(zoom)
  if (next === detail) return
  detail = next
  cards.forEach(inTurn)
}

/** Whether there is room to write a tensor's shape on every wire. */
export const useRoomForShapes = (): boolean => useStore(({ transform }) => transform[2] >= 1.4)
