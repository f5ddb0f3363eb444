import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { isFloat16Format } from '../../src-core/contract/contract.ts'
import { useT } from '../i18n/locale.ts'
import './size-choice.css'

/** Whether kernels are written as 16-bit floats, where the format has room for them. */
export function SizeChoice({
  format,
  float16,
  onChoose,
}: {
  format: ExportFormat
  float16: boolean
  onChoose(float16: boolean): void
}) {
  const t = useT()
  const can = isFloat16Format(format)
  return (
    <label className="size-choice" data-disabled={!can || undefined}>
      <input
        type="checkbox"
        checked={can && float16}
        disabled={!can}
        onChange={(event) => onChoose(event.target.checked)}
      />
      {t({ en: 'Half the size', zh: '体积减半' })}
      <small>
        {can
          ? t({
              en: 'Kernels as 16-bit floats; the answers change a little.',
              zh: '以 16 位浮点数保存卷积核等权重，结果会有微小差别。',
            })
          : t({
              en: 'SavedModel, TensorFlow.js and ONNX can hold 16-bit weights.',
              zh: 'SavedModel、TensorFlow.js 与 ONNX 支持 16 位权重。',
            })}
      </small>
    </label>
  )
}
