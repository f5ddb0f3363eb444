import { useId, useState } from 'react'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { exportFormats } from '../../src-core/contract/contract.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { sayWeights } from '../../src-core/training/run.ts'
import type { RunSummary, WeightsOrigin } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { asFileName } from '../files/paths.ts'
import { t as translate, useLocale, useT } from '../i18n/locale.ts'
import { formatWhen } from '../runs/when.ts'
import { useEditor } from '../store/editor.ts'
import { closeExport, useExport } from '../store/export.ts'
import { choosePath } from '../store/files.ts'
import { exportRunOf, useRuns } from '../store/runs.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { formatBytes, formatPercent } from '../training/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formats } from './formats.ts'
import { WeightsChoice } from './WeightsChoice.tsx'
import './export.css'

type Written = Result<{ path: string; bytes: number; weights?: WeightsOrigin }>

/** Takes a trained model away as a file. */
export function ExportDialog() {
  const t = useT()
  const { open, run } = useExport()
  return (
    <Dialog open={open} onClose={closeExport} title={t({ en: 'Export model', zh: '导出模型' })} size="full">
      {open && <ExportForm asked={run} />}
    </Dialog>
  )
}

function ExportForm({ asked }: { asked: string | undefined }) {
  const t = useT()
  const locale = useLocale()
  const runs = useRuns()
  const name = useEditor((state) => state.name)
  const exportable = (runs.runs ?? []).filter((run) => run.exportable)
  const [chosen, setChosen] = useState(asked)
  const [format, setFormat] = useState<ExportFormat>('keras')
  const [weights, setWeights] = useState<ReportedEpoch>('best')
  const [writing, setWriting] = useState(false)
  const [written, setWritten] = useState<Written>()
  const run = exportable.find((run) => run.id === chosen) ?? exportRunOf(runs, name)

  if (!run) {
    return (
      <>
        <p className="export-none">
          {t({
            en: 'There is no trained model yet. Train this network, and what it has learned can be exported here.',
            zh: '尚无训练好的模型。请先训练该网络，之后即可在此导出训练结果。',
          })}
        </p>
        <div className="dialog-buttons">
          <Button onClick={closeExport}>{t({ en: 'Close', zh: '关闭' })}</Button>
        </div>
      </>
    )
  }

  const write = async () => {
    const path = await choosePlace(run, format)
    if (path === null) return
    setWriting(true)
    setWritten(await attempt(main.exportRun({ run: run.id, format, path, weights, locale })))
    setWriting(false)
  }
  // What was said of one choice is not true of another.
  const choosing =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setWritten(undefined)
      set(value)
    }

  return (
    <div className="export">
      <RunChoice runs={exportable} run={run} onChoose={choosing(setChosen)} />
      <WeightsChoice run={run} weights={weights} disabled={isSource(format)} onChoose={choosing(setWeights)} />
      <FormatChoice format={format} onChoose={choosing(setFormat)} />
      {written && <Outcome written={written} />}
      <div className="dialog-buttons">
        <Button onClick={closeExport}>
          {written?.ok ? t({ en: 'Done', zh: '完成' }) : t({ en: 'Cancel', zh: '取消' })}
        </Button>
        <Button variant="primary" disabled={writing} onClick={() => void write()}>
          {writing ? t({ en: 'Writing …', zh: '正在写入……' }) : t({ en: 'Export …', zh: '导出……' })}
        </Button>
      </div>
    </div>
  )
}

function choosePlace(run: RunSummary, format: ExportFormat): Promise<string | null> {
  const { extension, suffix } = formats[format]
  const title = { en: 'Export model', zh: '导出模型' }
  return choosePath(
    {
      mode: extension ? 'save' : 'save-folder',
      title,
      suggestedName: asFileName(run.title) + suffix,
      ...(extension ? { extensions: [extension] } : {}),
    },
    translate(title),
  )
}

function RunChoice({ runs, run, onChoose }: { runs: RunSummary[]; run: RunSummary; onChoose(id: string): void }) {
  const t = useT()
  const locale = useLocale()
  const id = useId()
  return (
    <div className="export-run">
      <label htmlFor={id}>{t({ en: 'Run', zh: '训练记录' })}</label>
      <select id={id} value={run.id} onChange={(event) => onChoose(event.target.value)}>
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {[
              run.title,
              formatWhen(run.startedAt, locale),
              run.lastEpoch && formatPercent(run.lastEpoch.validation.accuracy),
            ]
              .filter(Boolean)
              .join(' · ')}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Source code has no weights. */
const isSource = (format: ExportFormat) => format === 'python' || format === 'typescript'

function FormatChoice({ format, onChoose }: { format: ExportFormat; onChoose(format: ExportFormat): void }) {
  const t = useT()
  return (
    <fieldset className="export-formats">
      <legend>{t({ en: 'Format', zh: '格式' })}</legend>
      {exportFormats.map((id) => (
        <label key={id} className="format-card">
          <input type="radio" name="format" value={id} checked={id === format} onChange={() => onChoose(id)} />
          <strong>{t(formats[id].title)}</strong>
          <code>{formats[id].writes}</code>
          <span>{t(formats[id].purpose)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Outcome({ written }: { written: Written }) {
  const t = useT()
  if (!written.ok) return <FailureNote failure={written.failure} />
  const { weights } = written.value
  const size = formatBytes(written.value.bytes)
  const of = weights ? sayWeights(weights) : undefined
  return (
    <p className="export-written" role="status">
      <strong>
        {t({ en: `Written, ${size}${of ? `: ${of.en}` : ''}`, zh: `已导出，${size}${of ? `：${of.zh}` : ''}` })}
      </strong>
      <output>{written.value.path}</output>
    </p>
  )
}
