import { useId, useState } from 'react'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { exportFormats, isFloat16Format } from '../../src-core/contract/contract.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { sayWeights } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
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
import { SizeChoice } from './SizeChoice.tsx'
import { useExporting } from './use-exporting.ts'
import type { Written } from './use-exporting.ts'
import { WeightsChoice } from './WeightsChoice.tsx'
import './export.css'

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
  const [float16, setFloat16] = useState(false)
  const { exporting, ...exporter } = useExporting()
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
    exporter.write({ run: run.id, format, path, weights, float16: float16 && isFloat16Format(format), locale })
  }
  const choosing =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      exporter.forget()
      set(value)
    }
  const isWriting = exporting.phase === 'writing'
  const isWritten = exporting.phase === 'ended' && exporting.written.ok

  return (
    <div className="export">
      <fieldset className="export-choices" disabled={isWriting}>
        <RunChoice runs={exportable} run={run} onChoose={choosing(setChosen)} />
        <WeightsChoice run={run} weights={weights} disabled={isSource(format)} onChoose={choosing(setWeights)} />
        <FormatChoice format={format} onChoose={choosing(setFormat)} />
        <SizeChoice format={format} float16={float16} onChoose={choosing(setFloat16)} />
      </fieldset>
      {exporting.phase === 'ended' && <Outcome written={exporting.written} />}
      <div className="dialog-buttons">
        {isWriting && <Progress share={exporting.share} />}
        {exporting.phase === 'cancelled' && (
          <p className="export-aside" role="status">
            {t({ en: 'Cancelled; nothing was written.', zh: '已取消，未写入任何内容。' })}
          </p>
        )}
        <Button onClick={isWriting ? exporter.cancel : closeExport}>
          {isWritten ? t({ en: 'Done', zh: '完成' }) : t({ en: 'Cancel', zh: '取消' })}
        </Button>
        <Button variant="primary" disabled={isWriting} onClick={() => void write()}>
          {t({ en: 'Export …', zh: '导出……' })}
        </Button>
      </div>
    </div>
  )
}

function Progress({ share }: { share: number }) {
  const t = useT()
  const percent = Math.floor(share * 100)
  const said = t({ en: `Writing … ${percent}%`, zh: `正在写入……${percent}%` })
  return (
    <div className="export-aside">
      <span aria-hidden>{said}</span>
      <progress className="bar" aria-label={t({ en: 'Writing', zh: '正在写入' })} value={share} max={1} />
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
