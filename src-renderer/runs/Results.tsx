import { useEffect, useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { ClassReport, ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Validation } from '../../src-core/training/metrics.ts'
import type { Result } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { formatLoss, formatPercent } from '../training/format.ts'
import { Button } from '../ui/Button.tsx'
import { ClassTable } from './ClassTable.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { Mistakes } from './Mistakes.tsx'
import './results.css'
import './run-head.css'

/** How well a run tells the classes apart, after its best or its last epoch. */
export function Results({ run }: { run: RunSummary }) {
  const t = useT()
  const [epoch, setEpoch] = useState<ReportedEpoch>('best')
  const report = useReport(run, epoch)
  const metrics = epoch === 'best' ? (run.bestEpoch ?? run.lastEpoch) : run.lastEpoch
  if (!metrics) {
    return (
      <p className="training-empty">
        {t({
          en: 'After the first epoch, how well each class is recognised is shown here.',
          zh: '第一轮结束后，这里会显示各类别的识别效果。',
        })}
      </p>
    )
  }
  return (
    <div className="results" tabIndex={0} role="region" aria-label={t({ en: 'Results', zh: '结果' })}>
      <header className="run-head results-head">
        <div className="results-epoch" role="group" aria-label={t({ en: 'Epoch', zh: '轮次' })}>
          {(['best', 'last'] as const).map((one) => (
            <Button key={one} size="small" variant="quiet" aria-pressed={one === epoch} onClick={() => setEpoch(one)}>
              {t(epochName(one, run))}
            </Button>
          ))}
        </div>
        <Overall validation={report?.ok ? report.value.validation : metrics.validation} />
      </header>
      {report?.ok === false && (
        <p className="results-none">
          {t(report.failure.message)} {report.failure.advice && t(report.failure.advice)}
        </p>
      )}
      {report?.ok && <Report report={report.value} />}
    </div>
  )
}

function epochName(epoch: ReportedEpoch, { bestEpoch, lastEpoch }: RunSummary): Text {
  const number = epoch === 'best' ? bestEpoch?.epoch : lastEpoch?.epoch
  const name: Text = epoch === 'best' ? { en: 'Best epoch', zh: '最佳轮' } : { en: 'Last epoch', zh: '最后一轮' }
  return number === undefined ? name : { en: `${name.en}, ${number}`, zh: `${name.zh}（第 ${number} 轮）` }
}

/** The report, read anew when the run has come to another epoch. What was read before stays until then. */
function useReport(run: RunSummary, epoch: ReportedEpoch): Result<ClassReport> | undefined {
  const [report, setReport] = useState<Result<ClassReport>>()
  const at = epoch === 'best' ? run.bestEpoch?.epoch : run.lastEpoch?.epoch
  useEffect(() => {
    let isCurrent = true
    void attempt(main.runClasses({ run: run.id, epoch })).then((read) => isCurrent && setReport(read))
    return () => {
      isCurrent = false
    }
  }, [run.id, epoch, at])
  return report
}

function Overall({ validation }: { validation: Validation }) {
  const t = useT()
  const figures: [name: Text, value: number | undefined][] = [
    [{ en: 'Accuracy', zh: '准确率' }, validation.accuracy],
    [{ en: 'Top-5', zh: 'Top-5' }, validation.top5],
    [{ en: 'Precision', zh: '精确率' }, validation.precision],
    [{ en: 'Recall', zh: '召回率' }, validation.recall],
    [{ en: 'F1', zh: 'F1' }, validation.f1],
  ]
  return (
    <dl className="results-overall">
      {figures.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd>{formatPercent(value)}</dd>
          </div>
        ),
      )}
      <div>
        <dt>{t({ en: 'Loss', zh: '损失' })}</dt>
        <dd>{formatLoss(validation.loss)}</dd>
      </div>
    </dl>
  )
}

function Report({ report }: { report: ClassReport }) {
  const t = useT()
  return (
    <div className="results-body">
      <section className="results-matrix">
        <h3>{t({ en: 'Confusion matrix', zh: '混淆矩阵' })}</h3>
        <ConfusionMatrix report={report} />
      </section>
      <section className="results-classes">
        <h3>
          {t({
            en: `Classes, ${formatInteger(report.examples)} examples`,
            zh: `各类别，共 ${formatInteger(report.examples)} 个样本`,
          })}
        </h3>
        <ClassTable report={report} />
      </section>
      {report.mistakes.length > 0 && (
        <section className="results-mistakes">
          <h3>{t({ en: 'Most surely mistaken', zh: '把握最大的误判' })}</h3>
          <Mistakes report={report} />
        </section>
      )}
    </div>
  )
}
