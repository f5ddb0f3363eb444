import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { applyDataFix, useFit } from './use-fixes.ts'

/** What the data holds, whether the network can be trained on it, and what to know before. */
export function Facts() {
  const t = useT()
  const source = useEditor((state) => state.history.document.training.data)
  const { answer, source: answered } = useData()
  const fit = useFit()
  if (!answer || answered !== source) {
    return (
      <p className="data-facts" role="status">
        {t({ en: 'Looking at the data …', zh: '正在查看数据……' })}
      </p>
    )
  }
  if (!answer.ok) {
    const { message, advice } = answer.failure
    return (
      <div className="data-facts">
        <Line tone="bad">{[message, ...(advice ? [advice] : [])].map(t).join(' ')}</Line>
      </div>
    )
  }
  const { shape, classes, train, validation, notes } = answer.value
  const facts: Text = {
    en: `${formatInteger(train)} images to train on, ${formatInteger(validation)} to validate with, in ${formatInteger(classes.length)} classes; ${formatShape(shape)} each.`,
    zh: `${formatInteger(train)} 张训练图像，${formatInteger(validation)} 张验证图像，共 ${formatInteger(classes.length)} 个类别，每张为 ${formatShape(shape)}。`,
  }
  return (
    <div className="data-facts" role="status">
      <Line tone={fit && !fit.fits.ok ? 'plain' : 'good'}>{t(facts)}</Line>
      {fit && !fit.fits.ok && (
        <Line tone="bad">
          {t(fit.fits.failure.message)}
          <span className="data-fixes">
            {fit.fixes.map((fix) => (
              <Button key={fix.label.en} size="small" onClick={() => applyDataFix(fix)}>
                {t(fix.label)}
              </Button>
            ))}
          </span>
        </Line>
      )}
      {notes.map((note) => (
        <Line key={note.en} tone="plain">
          {t(note)}
        </Line>
      ))}
    </div>
  )
}

const icons = { good: CircleCheck, bad: CircleAlert, plain: Info }

function Line({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <p data-tone={tone}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </p>
  )
}
