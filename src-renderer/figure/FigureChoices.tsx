import type { ReactNode } from 'react'
import { figureFormats } from '../../src-core/contract/contract.ts'
import type { FigureFormat } from '../../src-core/contract/contract.ts'
import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'

export interface Wanted {
  part: 'whole' | 'block' | 'selection'
  format: FigureFormat
  legend: boolean
  /** Pixels of a PNG for each of the figure's. */
  scale: number
}

interface Props {
  wanted: Wanted
  hasSelection: boolean
  isInBlock: boolean
  onChoose(change: Partial<Wanted>): void
}

const formats: Record<FigureFormat, Text> = {
  svg: { en: 'SVG, to edit and for the web', zh: 'SVG，可编辑，也适合网页' },
  pdf: { en: 'PDF, for a paper', zh: 'PDF，适合论文' },
  png: { en: 'PNG, a picture', zh: 'PNG，图片' },
}

const parts: Record<Wanted['part'], Text> = {
  whole: { en: 'The whole network', zh: '整个网络' },
  block: { en: 'The block that is entered', zh: '当前进入的块' },
  selection: { en: 'The selection', zh: '所选部分' },
}

/** What is drawn, and as what it is written. */
export function FigureChoices({ wanted, hasSelection, isInBlock, onChoose }: Props) {
  const t = useT()
  return (
    <>
      <Choices legend={t({ en: 'Draw', zh: '内容' })}>
        {(['whole', 'block', 'selection'] as const).map(
          (part) =>
            (part !== 'block' || isInBlock) && (
              <label key={part}>
                <input
                  type="radio"
                  name="part"
                  checked={wanted.part === part}
                  disabled={part === 'selection' && !hasSelection}
                  onChange={() => onChoose({ part })}
                />
                {t(parts[part])}
              </label>
            ),
        )}
        <label>
          <input
            type="checkbox"
            checked={wanted.legend}
            onChange={(event) => onChoose({ legend: event.target.checked })}
          />
          {t({ en: 'Legend', zh: '图例' })}
        </label>
      </Choices>
      <Choices legend={t({ en: 'Format', zh: '格式' })}>
        {figureFormats.map((format) => (
          <label key={format}>
            <input
              type="radio"
              name="format"
              checked={wanted.format === format}
              onChange={() => onChoose({ format })}
            />
            {t(formats[format])}
          </label>
        ))}
      </Choices>
      {wanted.format === 'png' && (
        <Choices legend={t({ en: 'Scale', zh: '缩放' })}>
          {[1, 2, 4].map((scale) => (
            <label key={scale}>
              <input type="radio" name="scale" checked={wanted.scale === scale} onChange={() => onChoose({ scale })} />
              {t(same(`${scale}×`))}
            </label>
          ))}
        </Choices>
      )}
    </>
  )
}

const Choices = ({ legend, children }: { legend: string; children: ReactNode }) => (
  <fieldset className="figure-choices">
    <legend>{legend}</legend>
    {children}
  </fieldset>
)
