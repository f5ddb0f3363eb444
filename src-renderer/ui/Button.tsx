import type { ComponentPropsWithRef } from 'react'
import './button.css'

interface Props extends ComponentPropsWithRef<'button'> {
  /** At most one primary button in a place. Without a variant it has an outline. */
  variant?: 'primary' | 'danger' | 'quiet'
  size?: 'small'
  /** Square: its one child is an icon, so that it needs an `aria-label`. */
  icon?: boolean
}

/** A button; where it stands for an action of `actions/`, use `ActionButton`. */
export function Button({ variant, size, icon, className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={className ? `button ${className}` : 'button'}
      data-variant={variant}
      data-size={size}
      data-icon={icon || undefined}
      {...rest}
    />
  )
}
