import type { ComponentPropsWithRef, ReactNode } from 'react'
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
export function ActionButton(props: Props) {
  return (
    <Tooltip content={<Tip action={props.action} />}>
      <Face {...props} />
    </Tooltip>
  )
}

// Both follow what can be done by themselves: after an edit it is a few buttons that are drawn anew, and no tooltips.

function Tip({ action }: Pick<Props, 'action'>) {
  const t = useT()
  const { enabled, hint } = useAction(action)
  const chord = useChord(action)
  return (
    <>
      <span>{t(action.label)}</span>
      {chord && <Key chord={chord} />}
      {hint && <span className="tooltip-reason">{t(hint)}</span>}
      {enabled !== true && <span className="tooltip-reason">{t(enabled)}</span>}
    </>
  )
}

/** The button itself, to which the tooltip gives what it wants of it. */
function Face({
  action,
  iconOnly = false,
  pressed,
  children,
  onClick,
  ...rest
}: Props & ComponentPropsWithRef<'button'>) {
  const t = useT()
  const { enabled } = useAction(action)
  const { icon: Icon, label } = action
  return (
    <Button
      icon={iconOnly}
      data-action={action.id}
      aria-label={iconOnly ? t(label) : undefined}
      aria-pressed={pressed}
      aria-disabled={enabled === true ? undefined : true}
      {...rest}
      onClick={(event) => {
        onClick?.(event)
        runAction(action)
      }}
    >
      {children ?? (
        <>
          {Icon && <Icon size={iconOnly ? 16 : 14} aria-hidden />}
          {!iconOnly && t(label)}
        </>
      )}
    </Button>
  )
}
