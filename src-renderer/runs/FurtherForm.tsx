import { useState } from 'react'
import type { Failure } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { useRuns } from '../store/runs.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'

/** How many more epochs a run is trained for, from where it ended. */
export function FurtherForm({ run, onDone }: { run: RunSummary; onDone(): void }) {
  const t = useT()
  const trained = run.lastEpoch?.epoch ?? 0
  const [more, setMore] = useState(String(Math.max(1, run.plan.epochs)))
  const [failure, setFailure] = useState<Failure>()
  const count = /^\d+$/.test(more.trim()) ? Number(more) : 0

  const train = async () => {
    const resumed = await attempt(main.resumeRun({ run: run.id, epochs: trained + count }))
    if (!resumed.ok) return setFailure(resumed.failure)
    useRuns.setState({ selected: run.id, refused: undefined })
    onDone()
  }

  return (
    <form
      className="run-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (count > 0) void train()
      }}
    >
      <p>
        {t({
          en: `“${run.title}” has been trained for ${trained} ${trained === 1 ? 'epoch' : 'epochs'}. It goes on from its last weights, with the same plan.`,
          zh: `“${run.title}”已训练 ${trained} 轮，将按相同方案从最后的权重继续。`,
        })}
      </p>
      <label className="run-field">
        <span>{t({ en: 'More epochs', zh: '追加轮数' })}</span>
        <input
          autoFocus
          inputMode="numeric"
          value={more}
          aria-invalid={count < 1}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setMore(event.target.value)}
        />
        <output>{count > 0 && t({ en: `${trained + count} in all`, zh: `共 ${trained + count} 轮` })}</output>
      </label>
      {failure && <FailureNote failure={failure} />}
      <div className="dialog-buttons">
        <Button onClick={onDone}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="primary" type="submit" disabled={count < 1}>
          {t({ en: 'Train further', zh: '追加训练' })}
        </Button>
      </div>
    </form>
  )
}
