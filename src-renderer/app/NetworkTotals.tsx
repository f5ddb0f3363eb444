import { formatCompact, formatInteger } from '../../src-core/amounts.ts'
import { useShallow } from 'zustand/react/shallow'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { formatBytes } from '../training/format.ts'
import { Tooltip } from '../ui/Tooltip.tsx'

/** What the whole network weighs and costs, always current. */
export function NetworkTotals() {
  const t = useT()
  const network = useEditor(useShallow(({ analysis }) => analysis.blocks.get('')))
  if (!network) return null
  const params = network.trainable + network.nonTrainable
  return (
    <dl className="network-totals">
      <Total
        label={t({ en: 'params', zh: '参数' })}
        value={formatCompact(params)}
        detail={t({
          en: `${formatInteger(params)} parameters, ${formatInteger(network.trainable)} of them trainable`,
          zh: `${formatInteger(params)} 个参数，其中 ${formatInteger(network.trainable)} 个可训练`,
        })}
      />
      <Total
        label={t({ en: 'MACs', zh: '乘加' })}
        value={formatCompact(network.macs)}
        detail={t({
          en: `${formatInteger(network.macs)} multiply-accumulates and ${formatBytes(network.activationBytes)} of layer outputs for one image`,
          zh: `每张图像 ${formatInteger(network.macs)} 次乘加运算，各层输出共 ${formatBytes(network.activationBytes)}`,
        })}
      />
    </dl>
  )
}

function Total({ label, value, detail }: { label: string; value: string; detail: string }) {
  return (
    <Tooltip content={detail}>
      <div className="network-total">
        <dd>{value}</dd>
        <dt>{label}</dt>
      </div>
    </Tooltip>
  )
}
