import { useMemo } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import { inferenceBytes, trainingBytes } from '../../src-core/graph/memory.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { formatBytes } from '../training/format.ts'
import type { Needs } from './Cost.tsx'

interface Props {
  needs: Needs
  /** The layers of the part that needs it; the whole network where they are left out. */
  layers?: readonly string[]
}

/** About how much memory a part of the network takes: to compute one image, and to be trained as the plan says. */
export function MemoryFigures({ needs, layers }: Props) {
  const t = useT()
  const analysis = useEditor((state) => state.analysis)
  const plan = useEditor((state) => state.history.document.training)
  const atOnce = useMemo(() => inferenceBytes(analysis, layers), [analysis, layers])
  const inference = formatBytes(atOnce)
  const training = formatBytes(trainingBytes(needs, plan))
  const batch = formatInteger(plan.batchSize)
  return (
    <>
      <div
        className="figure-detail"
        title={t({
          en: 'The most activations held at once while one image is computed, without weights.',
          zh: '计算一幅图像时需同时保留的激活的最大值，不含权重。',
        })}
      >
        <dt>{t({ en: 'one image', zh: '单幅推理' })}</dt>
        <dd className="figure-wide">{t({ en: `about ${inference} at once`, zh: `同时约 ${inference}` })}</dd>
      </div>
      <div
        className="figure-detail"
        title={t({
          en: 'All activations of a batch, weights, gradients and what the optimizer keeps of them.',
          zh: '一个批次的全部激活，加上权重、梯度与优化器的状态。',
        })}
      >
        <dt>{t({ en: 'training', zh: '训练' })}</dt>
        <dd className="figure-wide">
          {t({ en: `about ${training}, batch of ${batch}`, zh: `约 ${training}，批大小 ${batch}` })}
        </dd>
      </div>
    </>
  )
}
