import type { DragEvent } from 'react'
import { useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { moveRun } from '../actions/move-run.ts'

/** What a row needs to be dragged in the queue, or nothing where its run is not queued. */
export interface QueueDrag {
  of(run: RunSummary): object
}

const type = 'application/x-layerloom-run'

/** Queued runs change their order by dragging: the dragged one takes the place of the one that it is dropped on. */
export function useQueueDrag(runs: readonly RunSummary[]): QueueDrag {
  const queued = runs.filter(({ state }) => state.phase === 'queued')
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const placeOf = (id: string | undefined) => queued.findIndex((run) => run.id === id)
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return {
    of: (run) => {
      const place = placeOf(run.id)
      if (place < 0 || queued.length < 2) return {}
      const isTarget = over === run.id && dragged !== run.id
      return {
        draggable: true,
        'data-queued': true,
        'data-drop': isTarget ? (placeOf(dragged) < place ? 'after' : 'before') : undefined,
        onDragStart: (event: DragEvent) => {
          event.dataTransfer.setData(type, run.id)
          event.dataTransfer.effectAllowed = 'move'
          setDragged(run.id)
        },
        onDragOver: (event: DragEvent) => {
          if (dragged === undefined) return
          event.preventDefault()
          setOver(run.id)
        },
        onDragEnd: end,
        onDrop: (event: DragEvent) => {
          event.preventDefault()
          if (dragged !== undefined && dragged !== run.id) void moveRun(dragged, place + 1)
          end()
        },
      }
    },
  }
}
