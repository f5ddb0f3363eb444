import { useEffect, useRef, useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { deviceName } from '../training/progress.ts'
import { counts, planFields, sayField, sayPlan } from './plan-said.ts'

/** What a person wrote about a run, what it was trained by, and where it lies. */
export function AboutRun({ run }: { run: RunSummary }) {
  const t = useT()
  const locale = useLocale()
  const { origin } = run
  return (
    <div className="run-about" tabIndex={-1}>
      <section>
        <h3>
          <label htmlFor={`note-${run.id}`}>{t({ en: 'Notes', zh: '备注' })}</label>
        </h3>
        <Note run={run} />
        <dl>
          <dt>{t({ en: 'Started', zh: '开始于' })}</dt>
          <dd>{new Date(run.startedAt).toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB')}</dd>
          <dt>{t({ en: 'Parameters', zh: '参数量' })}</dt>
          <dd>{formatInteger(run.params)}</dd>
          {run.device && (
            <>
              <dt>{t({ en: 'Trained on', zh: '训练设备' })}</dt>
              <dd>{t(deviceName(run.device))}</dd>
            </>
          )}
          {origin && (
            <>
              <dt>{t({ en: 'Began with', zh: '起始权重' })}</dt>
              <dd>
                {t({
                  en: `${origin.title}${origin.step === undefined ? '' : `, step ${formatInteger(origin.step)}`}: ${origin.kept} layers kept, ${origin.anew} anew`,
                  zh: `${origin.title}${origin.step === undefined ? '' : ` 第 ${formatInteger(origin.step)} 步`}：保留 ${origin.kept} 层，重新初始化 ${origin.anew} 层`,
                })}
              </dd>
            </>
          )}
          <dt>{t({ en: 'Folder', zh: '文件夹' })}</dt>
          <dd className="run-folder">{run.directory}</dd>
        </dl>
      </section>
      <section>
        <h3>{t({ en: 'Plan', zh: '训练方案' })}</h3>
        <dl>
          {planFields
            // What it began with is said above.
            .filter((field) => counts(run.plan, field) && !['from', 'fromWeights'].includes(field))
            .map((field) => (
              <div key={field} className="run-plan-row">
                <dt>{t(sayField(field))}</dt>
                <dd>{t(sayPlan(run.plan, field))}</dd>
              </div>
            ))}
        </dl>
      </section>
    </div>
  )
}

/** Milliseconds of rest after which a note is kept. */
const rest = 700

function Note({ run }: { run: RunSummary }) {
  const t = useT()
  const [note, setNote] = useState(run.note ?? '')
  const keep = useRef<() => void>(() => {})

  useEffect(() => {
    if (note === (run.note ?? '')) {
      keep.current = () => {}
      return
    }
    keep.current = () => {
      keep.current = () => {}
      void attempt(main.editRun({ run: run.id, note })).then((kept) => kept.ok || sayFailure(kept.failure))
    }
    const waiting = setTimeout(() => keep.current(), rest)
    return () => clearTimeout(waiting)
  }, [note, run.id, run.note])
  // What was written last is kept when the note is left by going elsewhere.
  useEffect(() => () => keep.current(), [])

  return (
    <textarea
      id={`note-${run.id}`}
      className="run-note-field"
      value={note}
      maxLength={20_000}
      rows={4}
      placeholder={t({ en: 'What was tried, and what came of it', zh: '尝试了什么，结果如何' })}
      onChange={(event) => setNote(event.target.value)}
      onBlur={() => keep.current()}
    />
  )
}
