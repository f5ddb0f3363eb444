import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useChord } from '../actions/bindings.ts'
import type { Action } from '../actions/define.ts'
import { runAction } from '../actions/run.ts'
import { useAction } from '../actions/use-action.ts'
import { useT } from '../i18n/locale.ts'
import { Key } from './Key.tsx'
import { Tooltip } from './Tooltip.tsx'
import './menu.css'

interface Props {
  /** The button that opens it. */
  trigger: ReactElement
  tooltip?: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}

export function Menu({ trigger, tooltip, align = 'start', children }: Props) {
  return (
    <Base.Root modal={false}>
      <Tooltip content={tooltip}>
        <Base.Trigger render={trigger} />
      </Tooltip>
      <Base.Portal>
        <Base.Positioner className="menu-place" align={align} sideOffset={5} collisionPadding={8}>
          <Base.Popup className="menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** An action as an item. `checked` makes it one choice of several. */
export function ActionItem({ action, checked, label }: { action: Action; checked?: boolean; label?: string }) {
  const t = useT()
  const { enabled } = useAction(action)
  const { icon: Icon } = action
  const chord = useChord(action)
  return (
    <Base.Item
      className="menu-item"
      disabled={enabled !== true}
      onClick={() => runAction(action)}
      {...choiceOf(checked)}
    >
      <span className="menu-icon">
        {checked === undefined ? Icon && <Icon size={14} aria-hidden /> : checked && <Check size={14} aria-hidden />}
      </span>
      <span className="menu-label">{label ?? t(action.label)}</span>
      {chord && <Key chord={chord} />}
    </Base.Item>
  )
}

const choiceOf = (checked: boolean | undefined) =>
  checked === undefined ? {} : { role: 'menuitemradio', 'aria-checked': checked }

interface ItemProps {
  detail?: string
  icon?: LucideIcon
  /** Makes it one choice of several. */
  checked?: boolean
  /** Said in a fainter voice. */
  faint?: boolean
  onClick(): void
  children: ReactNode
}

/** An item that is no action: one recent file of several. */
export function MenuItem({ detail, icon: Icon, checked, faint, onClick, children }: ItemProps) {
  return (
    <Base.Item
      className="menu-item"
      onClick={onClick}
      title={detail}
      data-faint={faint || undefined}
      {...choiceOf(checked)}
    >
      <span className="menu-icon">
        {checked ? <Check size={14} aria-hidden /> : Icon && <Icon size={14} aria-hidden />}
      </span>
      <span className="menu-label">{children}</span>
      {detail && <span className="menu-detail">{detail}</span>}
    </Base.Item>
  )
}

export const MenuSeparator = () => <Base.Separator className="menu-separator" />

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="menu-group">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}
