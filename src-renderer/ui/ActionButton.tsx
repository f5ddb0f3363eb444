import type { ReactNode } from 'react'
import { useChord } from '../actions/bindings.ts'
import type { Action } from '../actions/define.ts'
import { runAction } from '../actions/run.ts'
import { useAction } from '../actions/use-action.ts'
import { useT } from '../i18n/locale.ts'
import { Button } from './Button.tsx'
import { Key } from './Key.tsx'
import { Tooltip } from './Tooltip.tsx'

interface Props {
  action: Action
  variant?: 'primary' | 'danger' | 'quiet'
  size?: 'small'
  /** Shows the action's icon alone; its tooltip says the label. */
  iconOnly?: boolean
  className?: string
  /** Of an action that switches something on and off. */
  pressed?: boolean
  /** In the place of icon and label. */
  children?: ReactNode
}

/**
 * The button of an action. Where the action cannot be done it stays in reach of keyboard and pointer, so that its
 * tooltip can say why.
 */
export function ActionButton({ action, variant, size, iconOnly = false, className, pressed, children }: Props) {
  const t = useT()
  const { enabled, hint } = useAction(action)
  const { icon: Icon, label } = action
  const chord = useChord(action)
  return (
    <Tooltip
      content={
        <>
          <span>{t(label)}</span>
          {chord && <Key chord={chord} />}
          {hint && <span className="tooltip-reason">{t(hint)}</span>}
          {enabled !== true && <span className="tooltip-reason">{t(enabled)}</span>}
        </>
      }
    >
      <Button
        variant={variant}
        size={size}
        icon={iconOnly}
        className={className}
        data-action={action.id}
        aria-label={iconOnly ? t(label) : undefined}
        aria-pressed={pressed}
        aria-disabled={enabled === true ? undefined : true}
        onClick={() => runAction(action)}
      >
        {children ?? (
          <>
            {Icon && <Icon size={iconOnly ? 16 : 14} aria-hidden />}
            {!iconOnly && t(label)}
          </>
        )}
      </Button>
    </Tooltip>
  )
}
