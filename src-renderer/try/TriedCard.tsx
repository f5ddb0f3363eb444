import { ScanEye, X } from 'lucide-react'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Failure } from '../../src-core/result.ts'
import { useT } from '../i18n/locale.ts'
import { Picture } from '../runs/Picture.tsx'
import { askAgain, keyOf, lookInside, removeFile, useTry } from '../store/try.ts'
import type { TriedFile } from '../store/try.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Classes } from './Classes.tsx'

/** One image with what it was taken for, or why it could not be looked at. */
export function TriedCard({ file, weights }: { file: TriedFile; weights: ReportedEpoch }) {
  const t = useT()
  const said = useTry((state) => state.said[keyOf(file, weights)])
  const answer = file.content.ok ? said?.answer : file.content
  const tried = answer?.ok ? answer.value : undefined
  return (
    <li className="try-card" aria-busy={answer === undefined}>
      {tried ? (
        <Tooltip content={t({ en: 'What the network sees in it', zh: '网络从中看到了什么' })}>
          <button
            type="button"
            className="try-picture"
            aria-label={t({ en: `Look inside at ${file.name}`, zh: `查看网络内部：${file.name}` })}
            onClick={() => lookInside(file.id)}
          >
            {tried.picture && <Picture image={tried.picture} />}
            <ScanEye size={16} aria-hidden />
          </button>
        </Tooltip>
      ) : (
        <div className="try-picture" />
      )}
      <div className="try-said">
        <p className="try-name">
          <b title={file.name}>{file.name}</b>
          {tried && <span>{`${(1_000 * tried.seconds).toFixed(1)} ms`}</span>}
          <button
            type="button"
            className="caret"
            aria-label={t({ en: `Remove ${file.name}`, zh: `移除 ${file.name}` })}
            onClick={() => removeFile(file.id)}
          >
            <X size={14} aria-hidden />
          </button>
        </p>
        {answer === undefined && <p className="try-waiting">{t({ en: 'Looking at it …', zh: '正在识别……' })}</p>}
        {answer?.ok === false && <Refused failure={answer.failure} file={file} />}
        {tried && <Classes classes={tried.classes} />}
      </div>
    </li>
  )
}

/** What another attempt would not mend. */
const lasting = new Set(['unreadable-image', 'unreadable-file', 'image-too-large'])

function Refused({ failure, file }: { failure: Failure; file: TriedFile }) {
  const t = useT()
  return (
    <div className="try-refused" role="alert">
      <p>
        {t(failure.message)} {failure.advice && t(failure.advice)}
      </p>
      {!lasting.has(failure.code) && (
        <button type="button" className="link" onClick={() => askAgain(file)}>
          {t({ en: 'Try again', zh: '再试一次' })}
        </button>
      )}
    </div>
  )
}
