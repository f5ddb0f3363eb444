import { useEffect, useState } from 'react'
import type { Result } from '../../src-core/result.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import { allButHead } from '../../src-core/training/head.ts'
import { givesImages, knownImages } from '../../src-core/training/known-images.ts'
import { edit } from '../actions/edit.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { fileName } from '../files/paths.ts'
import { useT } from '../i18n/locale.ts'
import { Carried } from '../runs/Carried.tsx'
import { useEditor } from '../store/editor.ts'
import { useRuns } from '../store/runs.ts'
import { closeOverlay } from '../store/view.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Sources } from './Sources.tsx'
import './start.css'

/** Which weights the next training starts from: a run's or a file's, with what matches, and what is frozen. */
export function StartDialog() {
  const t = useT()
  const document = useEditor((state) => state.history.document)
  const [from, setFrom] = useState(document.training.from)
  const [freezes, setFreezes] = useState(true)
  const carried = useCarried(from)
  const fits = carried?.ok === true && carried.value.kept.length > 0
  const [follows, setFollows] = useState<boolean>()
  const { training } = document
  const known = carried?.ok === true ? knownImages(carried.value, training) : undefined
  const isFollowedBefore = known !== undefined && from === training.from && givesImages(training, known.images)
  const isFollowed = isFollowedBefore || (follows ?? known?.isSure === true)
  const { runs } = useRuns()
  const run = runs?.find(({ id }) => id === from)

  const choose = (from: string) => {
    setFrom(from)
    setFollows(undefined)
  }
  const begin = () => {
    if (from === undefined || !fits) return
    const anew = carried.value.anew.map(({ layer }) => layer)
    const frozen = freezes ? allButHead(document, anew) : []
    const title = run?.title ?? fileName(from)
    if (edit('beginWith', { from, title, frozen, images: isFollowed ? known?.images : undefined })) closeOverlay()
  }
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Start from weights', zh: '从已有权重开始' })} size="wide">
      <div className="start">
        <Sources from={from} onChoose={choose} />
        <p className="start-help">
          {t({
            en: 'Files are those of Keras: what keras.applications has downloaded to ~/.keras/models, with or without its top, is listed; model.save_weights and model.save write others.',
            zh: '文件须为 Keras 格式：keras.applications 下载到 ~/.keras/models 的权重（含或不含分类头）已列出；model.save_weights 与 model.save 也会写出这类文件。',
          })}
        </p>
        <div className="carry" aria-busy={from !== undefined && carried === undefined} aria-live="polite">
          {carried?.ok && <Carried carried={carried.value} />}
          {carried?.ok === false && <FailureNote failure={carried.failure} />}
        </div>
        {known && (
          <div className="start-published">
            <p>
              {t(known.said)}
              {isFollowedBefore && t({ en: ' Images have these values.', zh: '图像已采用这些数值。' })}
            </p>
            {!isFollowedBefore && (
              <label className="start-option">
                <input type="checkbox" checked={isFollowed} onChange={(event) => setFollows(event.target.checked)} />
                {t({ en: 'Give images these values', zh: '图像采用这些数值' })}
              </label>
            )}
          </div>
        )}
        <label className="start-option">
          <input type="checkbox" checked={freezes} onChange={(event) => setFreezes(event.target.checked)} />
          {t({ en: 'Freeze all but the head and the new layers', zh: '除分类头与重新初始化的层外，全部冻结' })}
        </label>
        <div className="dialog-buttons">
          <Button onClick={closeOverlay}>{t({ en: 'Cancel', zh: '取消' })}</Button>
          <Button variant="primary" disabled={!fits} onClick={begin}>
            {t({ en: 'Start from these', zh: '使用这些权重' })}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Which layers of the open network would begin with these weights; nothing until it is known. */
function useCarried(from: string | undefined): Result<CarryOver> | undefined {
  const document = useEditor((state) => state.history.document)
  const [known, setKnown] = useState<{ from: string; carried: Result<CarryOver> }>()
  useEffect(() => {
    if (from === undefined) return
    let isCurrent = true
    void attempt(main.carryOver({ from, document })).then((carried) => {
      if (isCurrent) setKnown({ from, carried })
    })
    return () => {
      isCurrent = false
    }
  }, [from, document])
  return known?.from === from ? known?.carried : undefined
}
