import { Download } from 'lucide-react'
import { useRef } from 'react'
import type { CurveFormat } from '../../src-core/contract/contract.ts'
import { same } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { asFileName } from '../files/paths.ts'
import { sayFailure } from '../files/saving.ts'
import { t as translate, useT } from '../i18n/locale.ts'
import { choosePath } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { toast } from '../ui/toast.ts'
import type { ChartLine } from './chart-data.ts'
import type { View } from './chart-options.ts'
import { drawPicture } from './chart-picture.ts'
import { useCurveSettings } from './curve-settings.ts'
import { download } from './download.ts'
import { formatBytes } from './format.ts'
import { curveTitles } from './series.ts'

/** Writes every figure of a run, where a person says. */
async function writeCurves({ id, title }: ChartLine, format: CurveFormat): Promise<void> {
  const asked = { en: 'Save curves', zh: '保存曲线' }
  const path = await choosePath(
    format === 'csv'
      ? { mode: 'save', title: asked, suggestedName: `${asFileName(title)}.csv`, extensions: ['csv'] }
      : { mode: 'save-folder', title: asked, suggestedName: `${asFileName(title)}-tensorboard` },
    translate(asked),
  )
  if (path === null) return
  const written = await attempt(main.exportCurves({ run: id, format, path }))
  if (!written.ok) return sayFailure(written.failure)
  const size = formatBytes(written.value.bytes)
  toast({
    kind: 'success',
    message: { en: `Curves written, ${size}`, zh: `曲线已保存，${size}` },
    detail: same(written.value.path),
  })
}

/** Where curves can be taken: as a picture and, of one run, as a table or TensorBoard's event files. */
export function SaveCurves({ lines, view }: { lines: readonly ChartLine[]; view: View | undefined }) {
  const t = useT()
  const button = useRef<HTMLButtonElement>(null)
  const [only, ...others] = lines
  const name = lines.map(({ title }) => title).join(', ')

  const savePicture = async () => {
    const { smoothing, unit, log } = useCurveSettings.getState()
    const picture = await drawPicture(button.current!.closest<HTMLElement>('.curves')!, {
      lines,
      view,
      smoothing,
      unit,
      log,
      titles: { loss: t(curveTitles.loss), accuracy: t(curveTitles.accuracy) },
      words: {
        training: t({ en: 'training', zh: '训练' }),
        validation: t({ en: 'validation', zh: '验证' }),
        axis: unit === 'epoch' && lines.length > 1 ? t({ en: 'epochs', zh: '轮' }) : t({ en: 'steps', zh: '步' }),
      },
    })
    download(`${name || 'curves'}.png`, picture)
  }

  return (
    <Menu
      align="end"
      tooltip={t({ en: 'Save curves', zh: '保存曲线' })}
      trigger={
        <Button
          ref={button}
          size="small"
          variant="quiet"
          icon
          disabled={lines.length === 0}
          aria-label={t({ en: 'Save curves', zh: '保存曲线' })}
        >
          <Download size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem onClick={() => void savePicture()}>{t({ en: 'Picture (PNG)', zh: '图片 (PNG)' })}</MenuItem>
      {only && others.length === 0 && (
        <>
          <MenuItem onClick={() => void writeCurves(only, 'csv')}>
            {t({ en: 'Table (CSV) …', zh: '表格 (CSV)……' })}
          </MenuItem>
          <MenuItem onClick={() => void writeCurves(only, 'tensorboard')}>
            {t({ en: 'TensorBoard events …', zh: 'TensorBoard 事件文件……' })}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
