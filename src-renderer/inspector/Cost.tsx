import type { CSSProperties } from 'react'
import { formatInteger, formatCompact, formatShare } from '../../src-core/amounts.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { formatBytes } from '../training/format.ts'
import { MemoryFigures } from './MemoryFigures.tsx'
import { Section } from './Section.tsx'

/** What a part of a network needs. */
export interface Needs {
  trainable: number
  nonTrainable: number
  macs: number
  activationBytes: number
}

interface Props {
  needs: Needs
  /** Side of the square of input pixels; 'all' where every output value sees the whole image. */
  receptiveField?: number | 'all'
  /** The layers of a block, whose memory is said as well. */
  layers?: readonly string[]
}

/** Parameters, arithmetic and memory of a part, and its share of the whole network's. */
export function Cost({ needs, receptiveField, layers }: Props) {
  const t = useT()
  const whole = useEditor((state) => state.analysis.blocks.get('')!)
  const parameters = (needs: Needs) => needs.trainable + needs.nonTrainable
  return (
    <Section title={{ en: 'Cost', zh: '开销' }}>
      <dl className="figure-list">
        <Share
          label={{ en: 'Parameters', zh: '参数' }}
          value={formatInteger(parameters(needs))}
          part={parameters(needs)}
          whole={parameters(whole)}
        />
        {needs.nonTrainable > 0 && (
          <div className="figure-detail">
            <dt>{t({ en: 'not trained', zh: '不参与训练' })}</dt>
            <dd>{formatInteger(needs.nonTrainable)}</dd>
          </div>
        )}
        <Share label={macsLabel} value={formatCompact(needs.macs)} part={needs.macs} whole={whole.macs} />
        <Share
          label={memoryLabel}
          value={formatBytes(needs.activationBytes)}
          part={needs.activationBytes}
          whole={whole.activationBytes}
        />
        {layers && <MemoryFigures needs={needs} layers={layers} />}
        {receptiveField !== undefined && (
          <div>
            <dt>{t({ en: 'Receptive field', zh: '感受野' })}</dt>
            <dd className="figure-wide">
              {receptiveField === 'all'
                ? t({ en: 'the whole image', zh: '整幅图像' })
                : t({
                    en: `${receptiveField}×${receptiveField} px`,
                    zh: `${receptiveField}×${receptiveField} 像素`,
                  })}
            </dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

export const macsLabel: Text = { en: 'MACs', zh: '乘加次数' }
export const memoryLabel: Text = { en: 'Activations', zh: '激活内存' }

function Share({ label, value, part, whole }: { label: Text; value: string; part: number; whole: number }) {
  const t = useT()
  const share = formatShare(part, whole)
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>{value}</dd>
      <dd
        className="figure-share"
        style={{ '--share': whole === 0 ? 0 : part / whole } as CSSProperties}
        title={t({ en: `${share} of the network`, zh: `占整个网络的 ${share}` })}
      >
        {share}
      </dd>
    </div>
  )
}

/** The needs of several parts together. */
export const sumOf = (parts: readonly Needs[]): Needs =>
  parts.reduce(
    (sum, part) => ({
      trainable: sum.trainable + part.trainable,
      nonTrainable: sum.nonTrainable + part.nonTrainable,
      macs: sum.macs + part.macs,
      activationBytes: sum.activationBytes + part.activationBytes,
    }),
    { trainable: 0, nonTrainable: 0, macs: 0, activationBytes: 0 },
  )
