import { useReactFlow, useStore } from '@xyflow/react'
import { Minus, Plus } from 'lucide-react'
import { arrange } from '../actions/arrange.ts'
import { fit } from '../actions/fit.ts'
import { useT } from '../i18n/locale.ts'
import { LensMenu } from '../lens/LensMenu.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Button } from '../ui/Button.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { motionTime } from './motion.ts'

/** How large the network is drawn, and buttons to change it. */
export function ZoomBar() {
  const t = useT()
  const { zoomIn, zoomOut, zoomTo } = useReactFlow()
  const labels = {
    out: t({ en: 'Zoom out', zh: '缩小' }),
    actual: t({ en: 'Actual size', zh: '实际大小' }),
    in: t({ en: 'Zoom in', zh: '放大' }),
  }
  const duration = motionTime() / 2
  return (
    <div className="zoom-bar" role="group" aria-label={t({ en: 'Zoom', zh: '缩放' })}>
      <Tooltip content={labels.out} side="top">
        <Button variant="quiet" size="small" icon aria-label={labels.out} onClick={() => void zoomOut({ duration })}>
          <Minus size={14} aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip content={labels.actual} side="top">
        <Button variant="quiet" size="small" className="zoom-percent" onClick={() => void zoomTo(1, { duration })}>
          <Percent />
        </Button>
      </Tooltip>
      <Tooltip content={labels.in} side="top">
        <Button variant="quiet" size="small" icon aria-label={labels.in} onClick={() => void zoomIn({ duration })}>
          <Plus size={14} aria-hidden />
        </Button>
      </Tooltip>
      <span className="zoom-bar-line" aria-hidden />
      <LensMenu />
      <ActionButton action={fit} variant="quiet" size="small" iconOnly />
      <ActionButton action={arrange} variant="quiet" size="small" iconOnly />
    </div>
  )
}

/** Apart: all else of the bar stays as it is while one zooms. */
function Percent() {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100))
  return `${percent}%`
}
