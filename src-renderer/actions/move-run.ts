import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { shownRun } from './shown-run.ts'

/** Gives a queued run another place in the queue, from 1. */
export async function moveRun(run: string, place: number): Promise<void> {
  const moved = await attempt(main.moveRun({ run, place }))
  if (!moved.ok) sayFailure(moved.failure)
}

const queued = () => (useRuns.getState().runs ?? []).filter(({ state }) => state.phase === 'queued')

function moveBy(by: 1 | -1, words: { id: string; label: Text; atEnd: Text }) {
  /** Places in the queue may have gaps: what counts is the order. */
  const target = () => {
    const runs = queued()
    const at = runs.findIndex(({ id }) => id === shownRun()?.id)
    return at < 0 ? undefined : at + 1 + by
  }
  return defineAction({
    id: words.id,
    label: words.label,
    icon: by < 0 ? ArrowUp : ArrowDown,
    enabled() {
      const place = target()
      if (place === undefined) return { en: 'The run is not queued.', zh: '该训练不在队列中。' }
      return place < 1 || place > queued().length ? words.atEnd : true
    },
    run: () => moveRun(shownRun()!.id, target()!),
  })
}

export const queueEarlier = moveBy(-1, {
  id: 'queue-earlier',
  label: { en: 'Earlier in the queue', zh: '在队列中提前' },
  atEnd: { en: 'It is the next one already.', zh: '它已经是下一个了。' },
})

export const queueLater = moveBy(1, {
  id: 'queue-later',
  label: { en: 'Later in the queue', zh: '在队列中推后' },
  atEnd: { en: 'It is the last one already.', zh: '它已经是最后一个了。' },
})
