import { formatInteger } from '../../src-core/amounts.ts'
import type { Compared } from '../../src-core/graph/compare.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import type { Comparison } from './editions.ts'

export const published: Text = { en: 'Published (the paper)', zh: '论文版' }
export const documented: Text = { en: 'Documented (the code)', zh: '代码版' }

/** What both editions count, and the difference from the paper's to the code's. */
export function Totals({ comparison: { published: left, documented: right } }: { comparison: Comparison }) {
  const t = useT()
  const [a, b] = [left.analysis.blocks.get('')!, right.analysis.blocks.get('')!]
  const counts: [Text, number, number][] = [
    [{ en: 'Parameters', zh: '参数' }, a.trainable + a.nonTrainable, b.trainable + b.nonTrainable],
    [{ en: 'MACs', zh: '乘加次数' }, a.macs, b.macs],
    [{ en: 'Layers', zh: '层数' }, a.layers, b.layers],
  ]
  const shapes: [Text, string, string][] = [
    [{ en: 'Input', zh: '输入' }, shapesOf(left, 'inputs'), shapesOf(right, 'inputs')],
    [{ en: 'Output', zh: '输出' }, shapesOf(left, 'outputs'), shapesOf(right, 'outputs')],
  ]
  const isSame = t({ en: 'the same', zh: '相同' })
  return (
    <table className="compare-totals">
      <thead>
        <tr>
          <td />
          <th scope="col">{t(published)}</th>
          <th scope="col">{t(documented)}</th>
          <th scope="col">{t({ en: 'Difference', zh: '差异' })}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(([label, from, to]) => (
          <tr key={label.en}>
            <th scope="row">{t(label)}</th>
            <td>{formatInteger(from)}</td>
            <td>{formatInteger(to)}</td>
            <td data-same={from === to || undefined}>{from === to ? isSame : difference(from, to)}</td>
          </tr>
        ))}
        {shapes.map(([label, from, to]) => (
          <tr key={label.en}>
            <th scope="row">{t(label)}</th>
            <td>{from}</td>
            <td>{to}</td>
            <td data-same={from === to || undefined}>
              {from === to ? isSame : t({ en: 'another shape', zh: '形状不同' })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const shapesOf = ({ analysis }: Compared, ends: 'inputs' | 'outputs') =>
  analysis[ends].map((id) => formatShape(analysis.layers.get(id)!.shape ?? [])).join(', ')

/** `+458,376 (+743%)`, `−12,928 (−1.0%)`. */
function difference(from: number, to: number): string {
  const sign = to > from ? '+' : '−'
  const by = Math.abs(to - from)
  const share = from === 0 ? undefined : (by / from) * 100
  const digits = share !== undefined && share < 9.95 ? 1 : 0
  return `${sign}${formatInteger(by)}${share === undefined ? '' : ` (${sign}${share.toFixed(digits)}%)`}`
}
