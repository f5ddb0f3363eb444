import { Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { sayWeights } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { tryLimits } from '../../src-core/training/tried.ts'
import { hasChoiceOfWeights, WeightsChoice } from '../export/WeightsChoice.tsx'
import { useT } from '../i18n/locale.ts'
import { chooseTriedWeights, keyOf, removeFiles, showTo, useTry } from '../store/try.ts'
import { Button } from '../ui/Button.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { ChooseImages } from './ChooseImages.tsx'
import { Inside } from './Inside.tsx'
import { TriedCard } from './TriedCard.tsx'
import { useBringImages } from './use-bring-images.ts'
import '../runs/run-head.css'
import '../ui/caret.css'
import './try.css'

/** A person's own images, and what a run's network takes them for. */
export function Try({ run }: { run: RunSummary }) {
  const t = useT()
  const { files, weights, leftOut, inside, said } = useTry()
  const { isOver, target } = useBringImages()
  useEffect(() => {
    if (run.exportable) showTo(run, weights)
  }, [run, weights])

  const looked = files.find(({ id }) => id === inside)
  const tried = looked && said[keyOf(looked, weights)]?.answer

  if (!run.exportable) {
    return (
      <p className="training-empty">
        {t({
          en: 'Once the run has saved its first weights, your own images can be tried on it here.',
          zh: '该训练首次保存权重后，可在这里用自己的图像试用。',
        })}
      </p>
    )
  }
  return (
    <div
      className="try"
      data-over={isOver || undefined}
      tabIndex={0}
      role="region"
      aria-label={t({ en: 'Try images', zh: '试用图像' })}
      {...target}
    >
      {files.length === 0 ? (
        <Invitation />
      ) : looked && tried?.ok && looked.content.ok ? (
        <Inside run={run} name={looked.name} image={looked.content.value} tried={tried.value} weights={weights} />
      ) : (
        <>
          <header className="run-head try-head">
            <ChooseImages size="small" />
            <WeightsChoice run={run} weights={weights} onChoose={chooseTriedWeights} />
            {hasChoiceOfWeights(run) ? <span className="try-weights" /> : <WhichWeights />}
            <RemoveAll />
          </header>
          {run.state.phase === 'imported' && <UnknownPreparation />}
          {leftOut > 0 && (
            <p className="try-note" role="status">
              {t({
                en: `${tryLimits.images} images are tried at most; ${leftOut} more ${leftOut === 1 ? 'was' : 'were'} left out.`,
                zh: `最多同时试用 ${tryLimits.images} 张图像，其余 ${leftOut} 张未加入。`,
              })}
            </p>
          )}
          <ul className="try-cards">
            {files.map((file) => (
              <TriedCard key={file.id} file={file} weights={weights} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Of a model of another program. */
function UnknownPreparation() {
  const t = useT()
  return (
    <p className="try-note">
      {t({
        en: 'How its images were prepared is not known: they are cut to its size, with values from 0 to 1.',
        zh: '无法得知该模型如何预处理图像：这里把图像裁剪到它的尺寸，取值为 0 到 1。',
      })}
    </p>
  )
}

function RemoveAll() {
  const t = useT()
  const label = t({ en: 'Remove all images', zh: '移除全部图像' })
  return (
    <Tooltip content={label}>
      <Button size="small" variant="quiet" icon aria-label={label} onClick={removeFiles}>
        <Trash2 size={14} aria-hidden />
      </Button>
    </Tooltip>
  )
}

function Invitation() {
  const t = useT()
  return (
    <div className="try-invitation">
      <p>
        {t({
          en: 'Drop images here, paste them, or choose files: the network says what it takes them for.',
          zh: '将图像拖到这里、粘贴，或选择文件，网络会说出它的判断。',
        })}
      </p>
      <ChooseImages />
    </div>
  )
}

/** Whose answers these are, in words. */
function WhichWeights() {
  const t = useT()
  const origin = useTry(({ files, weights, said }) => {
    const answers = files.map((file) => said[keyOf(file, weights)]?.answer)
    const first = answers.find((answer) => answer?.ok)
    return first?.ok ? first.value.weights : undefined
  })
  const words = origin && t(sayWeights(origin))
  return <p className="try-weights">{words && words[0]!.toUpperCase() + words.slice(1)}</p>
}
