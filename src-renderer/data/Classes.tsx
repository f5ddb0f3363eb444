import { useEffect, useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { Result } from '../../src-core/result.ts'
import type { DataDescription, Sample } from '../../src-core/training/data-report.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { useData } from '../store/data.ts'
import { Button } from '../ui/Button.tsx'

/** How many pictures are shown at once. */
const page = 24

/** How many images each class has, and what they look like. */
export function Classes({ described }: { described: DataDescription }) {
  const t = useT()
  const source = useData((data) => data.source)
  const [label, setLabel] = useState<number>()
  const most = Math.max(1, ...described.balance.train)
  const all = label !== undefined && label < described.classes.length ? label : undefined
  return (
    <section className="data-classes" aria-label={t({ en: 'Classes', zh: '类别' })}>
      <ul>
        <li>
          <button type="button" aria-pressed={all === undefined} onClick={() => setLabel(undefined)}>
            <span className="class-name">{t({ en: 'All classes', zh: '全部类别' })}</span>
            <span className="class-count">{formatInteger(described.train)}</span>
          </button>
        </li>
        {described.classes.map((name, index) => {
          const count = described.balance.train[index] ?? 0
          return (
            <li key={index}>
              <button type="button" aria-pressed={all === index} onClick={() => setLabel(index)}>
                <span className="class-name">{t(name)}</span>
                <span className="class-count">{formatInteger(count)}</span>
                <span className="class-bar" style={{ width: `${(100 * count) / most}%` }} />
              </button>
            </li>
          )
        })}
      </ul>
      {/* Pictures of other data must not be named by these classes. */}
      <Samples key={`${all} ${source}`} label={all} described={described} />
    </section>
  )
}

function Samples({ label, described }: { label: number | undefined; described: DataDescription }) {
  const t = useT()
  const [from, setFrom] = useState(0)
  const answer = useSamples(label, from)
  if (!answer) return <div className="data-samples" role="status" />
  if (!answer.ok) return <p className="data-samples">{t(answer.failure.message)}</p>
  const { samples, total } = answer.value
  return (
    <div className="data-samples">
      <ul>
        {samples.map((sample) => (
          <li key={sample.name} title={`${sample.name} · ${sample.width}×${sample.height}`}>
            {sample.image ? (
              <img src={sample.image} alt={`${t(described.classes[sample.label]!)}, ${sample.name}`} />
            ) : (
              <span className="data-unread">{sample.reason && t(sample.reason)}</span>
            )}
          </li>
        ))}
      </ul>
      {total > page && (
        <p className="data-pages">
          <Button size="small" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - page))}>
            {t({ en: 'Previous', zh: '上一页' })}
          </Button>
          <span>
            {t({
              en: `${from + 1}–${Math.min(total, from + page)} of ${formatInteger(total)}`,
              zh: `第 ${from + 1}–${Math.min(total, from + page)} 张，共 ${formatInteger(total)} 张`,
            })}
          </span>
          <Button size="small" disabled={from + page >= total} onClick={() => setFrom(from + page)}>
            {t({ en: 'Next', zh: '下一页' })}
          </Button>
        </p>
      )}
    </div>
  )
}

/** The last answer stays until the next is there, so that turning a page does not flicker. */
function useSamples(label: number | undefined, from: number): Result<{ samples: Sample[]; total: number }> | undefined {
  const { source, wanted } = useData()
  const [answer, setAnswer] = useState<Result<{ samples: Sample[]; total: number }>>()
  useEffect(() => {
    const leaving = new AbortController()
    const question = {
      data: source,
      from,
      count: page,
      ...(wanted && { wanted }),
      ...(label !== undefined && { label }),
    }
    attempt(main.sampleImages(question, leaving.signal)).then(setAnswer, () => undefined)
    return () => leaving.abort()
  }, [source, wanted, label, from])
  return answer
}
