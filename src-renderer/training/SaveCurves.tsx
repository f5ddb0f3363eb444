import { Download } from 'lucide-react'
import { useRef } from 'react'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import type { ChartLine } from './chart-data.ts'
import type { View } from './chart-options.ts'
import { drawPicture } from './chart-picture.ts'
import { useCurveSettings } from './curve-settings.ts'
import { download } from './download.ts'

/** Where curves can be taken: as a picture. */
export function SaveCurves({ lines, view }: { lines: readonly ChartLine[]; view: View | undefined }) {
  const t = useT()
  const button = useRef<HTMLButtonElement>(null)
  const name = lines.map(({ title }) => title).join(', ')

  const savePicture = async () => {
    const { smoothing, unit, log } = useCurveSettings.getState()
    const picture = await drawPicture(button.current!.closest<HTMLElement>('.curves')!, {
      lines,
      view,
      smoothing,
      unit,
      log,
      titles: { loss: t({ en: 'Loss', zh: '损失' }), accuracy: t({ en: 'Accuracy', zh: '准确率' }) },
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
    </Menu>
  )
}
