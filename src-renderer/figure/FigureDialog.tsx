import { useEffect, useMemo, useState } from 'react'
import type { FigureFormat } from '../../src-core/contract/contract.ts'
import { figureOf } from '../../src-core/figure/figure.ts'
import { svgOf } from '../../src-core/figure/svg.ts'
import type { Failure } from '../../src-core/result.ts'
import { same } from '../../src-core/text.ts'
import { selectedNodes } from '../actions/selected.ts'
import { attemptUntil } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { asFileName } from '../files/paths.ts'
import { t as translate, useLocale, useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { choosePath } from '../store/files.ts'
import { closeOverlay, useView } from '../store/view.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { formatBytes } from '../training/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import { FigureChoices } from './FigureChoices.tsx'
import type { Wanted } from './FigureChoices.tsx'
import './figure.css'

/** Saves what the canvas shows, or a part of it, for a paper: as it will be is seen before. */
export function FigureDialog() {
  const t = useT()
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Save as figure', zh: '保存为结构图' })} size="full">
      <FigureForm />
    </Dialog>
  )
}

function FigureForm() {
  const t = useT()
  const locale = useLocale()
  const { document } = useEditor(({ history }) => history)
  const analysis = useEditor((state) => state.analysis)
  const name = useEditor((state) => state.name)
  const scope = useView((view) => view.scope)
  const [selected] = useState(selectedNodes)
  const [wanted, setWanted] = useState<Wanted>({
    // One layer alone is no figure: it was only looked at.
    part: selected.length > 1 ? 'selection' : scope === '' ? 'whole' : 'block',
    format: 'svg',
    legend: true,
    scale: 2,
  })
  const [writing, setWriting] = useState<AbortController>()
  const [failure, setFailure] = useState<Failure>()
  const { part, format, legend, scale } = wanted
  const shown = useMemo(
    () => ({ locale, legend, ...(part === 'block' && { scope }), ...(part === 'selection' && { only: selected }) }),
    [locale, legend, part, scope, selected],
  )
  const figure = useMemo(() => figureOf(document, { ...shown, analysis }), [document, shown, analysis])
  const drawing = useMemo(() => ({ __html: svgOf(figure, { title: name }) }), [figure, name])

  // Whoever closes the dialog wants no figure.
  useEffect(() => () => writing?.abort(), [writing])

  const save = async () => {
    const path = await choosePlace(name, format)
    if (path === null) return
    const abort = new AbortController()
    setWriting(abort)
    const written = await attemptUntil(
      abort.signal,
      main.exportFigure({ document, format, path, scale, ...shown }, abort.signal),
    )
    setWriting(undefined)
    if (!written) return
    if (!written.ok) return setFailure(written.failure)
    closeOverlay()
    const size = formatBytes(written.value.bytes)
    toast({
      kind: 'success',
      message: { en: `Figure written, ${size}`, zh: `结构图已保存，${size}` },
      detail: same(written.value.path),
    })
  }

  return (
    <div className="figure-form">
      <div className="figure-preview" tabIndex={0} dangerouslySetInnerHTML={drawing} />
      <div className="figure-side">
        <FigureChoices
          wanted={wanted}
          hasSelection={selected.length > 0}
          isInBlock={scope !== ''}
          onChoose={(change) => {
            setFailure(undefined)
            setWanted({ ...wanted, ...change })
          }}
        />
        <p className="figure-size">
          {sizeOf(figure, format === 'png' ? scale : 1)}
          <br />
          {t({
            en: 'Blocks are folded as on the canvas.',
            zh: '块的折叠状态与画布一致。',
          })}
        </p>
        {failure && <FailureNote failure={failure} />}
        <div className="dialog-buttons">
          {writing && <progress className="bar" aria-label={t({ en: 'Drawing the figure', zh: '正在绘制结构图' })} />}
          <Button onClick={() => (writing ? writing.abort() : closeOverlay())}>
            {t({ en: 'Cancel', zh: '取消' })}
          </Button>
          <Button variant="primary" disabled={writing !== undefined} onClick={() => void save()}>
            {writing ? t({ en: 'Drawing …', zh: '正在绘制……' }) : t({ en: 'Save …', zh: '保存……' })}
          </Button>
        </div>
      </div>
    </div>
  )
}

const sizeOf = ({ width, height }: { width: number; height: number }, scale: number) =>
  `${Math.round(width * scale)} × ${Math.round(height * scale)} px`

function choosePlace(name: string, format: FigureFormat): Promise<string | null> {
  const title = { en: 'Save as figure', zh: '保存为结构图' }
  const suggestedName = `${asFileName(name)}.${format}`
  return choosePath({ mode: 'save', title, suggestedName, extensions: [format] }, translate(title))
}
