import { X } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { lensActions, lensOff } from '../actions/lens.ts'
import { useT } from '../i18n/locale.ts'
import { useView } from '../store/view.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { shareLimits } from './step.ts'
import type { LensStep } from './step.ts'
import './lens.css'

/** By which the canvas finds the room that it takes. */
export const legendClass = 'lens-legend'

/** What the colours on the canvas mean, while a lens is on. */
export function Legend() {
  const t = useT()
  const lens = useView((view) => view.lens)
  if (!lens) return null
  return (
    <div className={legendClass} role="group" aria-label={t({ en: 'Colours of the graph', zh: '图中颜色的含义' })}>
      <p>
        <strong>{t(lensActions[lens].label)}</strong>
        {lens !== 'problems' && <span>{t({ en: 'share of the network', zh: '占整个网络的比例' })}</span>}
        <ActionButton action={lensOff} variant="quiet" size="small" iconOnly>
          <X size={14} aria-hidden />
        </ActionButton>
      </p>
      <ul>
        {(lens === 'problems' ? problemSteps : shareSteps).map(([step, text]) => (
          <li key={step}>
            <span className="lens-swatch" data-lens={step} aria-hidden />
            {t(text)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))}%`

const shareSteps: readonly [LensStep, Text][] = [
  [0, { en: 'none', zh: '无' }],
  [1, same(`<${percent(shareLimits[0])}`)],
  ...shareLimits.map((limit, i): [LensStep, Text] => [(i + 2) as LensStep, same(`≥${percent(limit)}`)]),
]

const problemSteps: readonly [LensStep, Text][] = [
  [0, { en: 'nothing wrong', zh: '没有问题' }],
  ['warning', { en: 'a warning', zh: '警告' }],
  ['error', { en: 'an error', zh: '错误' }],
]
