import { formatInteger, formatShare } from '../../src-core/amounts.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import './carry.css'

/** Which layers begin with weights of a run or a file, and which anew, with the reason. */
export function Carried({ carried: { kept, anew, left, keptParams, params } }: { carried: CarryOver }) {
  const t = useT()
  const share = formatShare(keptParams, params)
  // A layer whose shape is another now is said among those that start anew.
  const gone = left.filter((id) => !anew.some(({ layer }) => layer === id))
  return (
    <>
      <p className="carry-share">
        <progress className="bar" max={params} value={keptParams} aria-hidden />
        {t({
          en: `${formatInteger(keptParams)} of ${formatInteger(params)} parameters are kept (${share}).`,
          zh: `保留 ${formatInteger(keptParams)} / ${formatInteger(params)} 个参数（${share}）。`,
        })}
      </p>
      <Layers
        title={{ en: 'Start anew', zh: '重新初始化' }}
        none={{ en: 'No layer', zh: '没有层' }}
        rows={[
          ...anew.map(({ layer, reason }) => ({ layer, why: reason })),
          ...kept.flatMap(({ layer, anew }) => (anew.length > 0 ? [{ layer, why: namesIn(anew) }] : [])),
        ]}
      />
      <Layers
        title={{ en: 'Keep their weights', zh: '保留权重' }}
        none={{ en: 'No layer: none of the weights fits.', zh: '没有层：权重均不相符。' }}
        rows={kept.map(({ layer, from, by, weights, anew }) => ({
          layer,
          why: anew.length > 0 ? namesIn(weights) : by === 'name' ? undefined : takenFrom(from),
        }))}
      />
      {gone.length > 0 && (
        <Layers
          title={{ en: 'Left behind: not in this network', zh: '不再使用：当前网络中没有' }}
          none={{ en: 'No layer', zh: '没有层' }}
          rows={gone.map((layer) => ({ layer, why: undefined }))}
        />
      )}
    </>
  )
}

const namesIn = (names: readonly string[]): Text => ({
  en: `Its ${names.join(', ')} alone.`,
  zh: `仅 ${names.join('、')}。`,
})

const takenFrom = (name: string): Text => ({ en: `By order, from ${name}.`, zh: `按顺序，来自 ${name}。` })

function Layers({ title, none, rows }: { title: Text; none: Text; rows: { layer: string; why: Text | undefined }[] }) {
  const t = useT()
  return (
    <section>
      <h3>
        {t(title)} <small>{rows.length}</small>
      </h3>
      {rows.length === 0 && <p>{t(none)}</p>}
      <ul>
        {rows.map(({ layer, why }) => (
          <li key={layer}>
            <code>{layer}</code> {why && <span>{t(why)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
