import { useEffect, useMemo, useState } from 'react'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Row } from '../../src-core/graph/compare.ts'
import { compareGraphs, isSameRow } from '../../src-core/graph/compare.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { sameJson } from '../../src-core/document/same-json.ts'
import type { Result } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayChange } from '../compare/say-change.ts'
import { useT } from '../i18n/locale.ts'
import { formatLoss, formatPercent } from '../training/format.ts'
import { LineSample } from '../training/LineSample.tsx'
import { planFields, sayField, sayPlan } from './plan-said.ts'
import { runColor } from './run-colors.ts'
import { distinctTitles } from './titles.ts'

/** What differs between runs: their results, the fields of their plans, and their networks against the first one's. */
export function Differences({ runs }: { runs: readonly RunSummary[] }) {
  const t = useT()
  const titles = distinctTitles(runs)
  const fields = planFields.filter((field) =>
    runs.some(({ plan }) => !sameJson(sayPlan(plan, field), sayPlan(runs[0]!.plan, field))),
  )
  return (
    <div className="differences" tabIndex={0} role="region" aria-label={t({ en: 'Differences', zh: '差异' })}>
      <table className="difference-table">
        <thead>
          <tr>
            <td />
            {runs.map(({ id }, i) => (
              <th key={id} scope="col">
                <span>
                  <LineSample color={runColor(i)} /> {titles[i]}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.map(({ name, of }) => (
            <tr key={name.en}>
              <th scope="row">{t(name)}</th>
              {runs.map((run) => (
                <td key={run.id}>{of(run)}</td>
              ))}
            </tr>
          ))}
          <tr className="difference-part">
            <th scope="rowgroup" colSpan={runs.length + 1}>
              {fields.length > 0
                ? t({ en: 'Plan', zh: '训练方案' })
                : t({ en: 'Their plans are the same.', zh: '训练方案相同。' })}
            </th>
          </tr>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(sayField(field))}</th>
              {runs.map(({ id, plan }) => (
                <td key={id}>{t(sayPlan(plan, field))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Networks runs={runs} titles={titles} />
    </div>
  )
}

const results: { name: Text; of(run: RunSummary): string }[] = [
  {
    name: { en: 'Best validation accuracy', zh: '最佳验证准确率' },
    of: ({ bestEpoch, lastEpoch }) => {
      const best = bestEpoch ?? lastEpoch
      return best ? formatPercent(best.validation.accuracy) : '–'
    },
  },
  {
    name: { en: 'Last validation loss', zh: '最后验证损失' },
    of: ({ lastEpoch }) => (lastEpoch ? formatLoss(lastEpoch.validation.loss) : '–'),
  },
]

/** Layers of the first run's network that are others in each of the others'. */
function Networks({ runs, titles }: { runs: readonly RunSummary[]; titles: readonly string[] }) {
  const t = useT()
  const documents = useDocuments(runs)
  if (!documents) return null
  const [first, ...others] = documents
  return (
    <>
      {others.map((other, i) => (
        <section key={runs[i + 1]!.id} className="difference-network">
          <h3>{t({ en: `Network: ${titles[0]} → ${titles[i + 1]}`, zh: `网络：${titles[0]} → ${titles[i + 1]}` })}</h3>
          {first!.ok && other.ok ? (
            <Layers from={first!.value} to={other.value} />
          ) : (
            <p>{t({ en: 'Its network could not be read.', zh: '无法读取其网络。' })}</p>
          )}
        </section>
      ))}
    </>
  )
}

function useDocuments(runs: readonly RunSummary[]): Result<LoomDocument>[] | undefined {
  const [documents, setDocuments] = useState<{ of: string; read: Result<LoomDocument>[] }>()
  const of = JSON.stringify(runs.map(({ id }) => id))
  useEffect(() => {
    let isCurrent = true
    const ids = JSON.parse(of) as string[]
    const reading = ids.map(async (run): Promise<Result<LoomDocument>> => {
      const read = await attempt(main.runDocument({ run }))
      return read.ok ? { ok: true, value: read.value.document } : read
    })
    void Promise.all(reading).then((read) => isCurrent && setDocuments({ of, read }))
    return () => {
      isCurrent = false
    }
  }, [of])
  return documents?.of === of ? documents.read : undefined
}

function Layers({ from, to }: { from: LoomDocument; to: LoomDocument }) {
  const t = useT()
  const { rows, kinds } = useMemo(() => {
    const left = { nodes: from.nodes, analysis: analyze(from) }
    const right = { nodes: to.nodes, analysis: analyze(to) }
    const rows = compareGraphs(left, right).filter((row) => !isSameRow(row))
    return { rows, kinds: left.analysis.layers }
  }, [from, to])
  if (rows.length === 0) return <p>{t({ en: 'The same layers.', zh: '各层相同。' })}</p>
  return (
    <ul>
      {rows.map((row) => (
        <li key={`${row.left} ${row.right}`}>
          <code>{row.left ?? row.right}</code>{' '}
          {sayRow(row, row.left === undefined ? '' : kinds.get(row.left)!.kind).map((said) => (
            <span key={said.en}>{t(said)}</span>
          ))}
        </li>
      ))}
    </ul>
  )
}

function sayRow({ left, right, changes }: Row, kind: string): Text[] {
  if (left === undefined) return [{ en: 'added', zh: '新增' }]
  if (right === undefined) return [{ en: 'removed', zh: '移除' }]
  return changes.map((change) => {
    const { what, from, to } = sayChange(change, kind)
    return { en: `${what.en} ${from.en} → ${to.en}`, zh: `${what.zh} ${from.zh} → ${to.zh}` }
  })
}
