import { useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { useT } from '../i18n/locale.ts'

/** A run's name, under one's hands: Enter or leaving the field takes it, Esc leaves it as it was. */
export function RunName({ run, onDone }: { run: RunSummary; onDone(): void }) {
  const t = useT()
  const [title, setTitle] = useState(run.title)

  const take = async () => {
    onDone()
    if (title.trim() === '' || title.trim() === run.title) return
    const edited = await attempt(main.editRun({ run: run.id, title: title.trim() }))
    if (!edited.ok) sayFailure(edited.failure)
  }

  return (
    <input
      className="run-name"
      autoFocus
      value={title}
      maxLength={200}
      spellCheck={false}
      aria-label={t({ en: 'Name of the run', zh: '训练记录名称' })}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => void take()}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') void take()
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}
