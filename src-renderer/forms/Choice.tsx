import type { ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  value: string
  choices: readonly { value: string; label: string }[]
  /** What stands there for a value that is none of the choices. */
  other?: string | undefined
  onChoose(value: string): void
}

/** The control of a field that takes one of several values. */
export const Choice = ({ value, choices, other, onChoose, ...own }: Props) => (
  <select {...own} value={value} onChange={(event) => onChoose(event.target.value)}>
    {other !== undefined && <option value={value}>{other}</option>}
    {choices.map((choice) => (
      <option key={choice.value} value={choice.value}>
        {choice.label}
      </option>
    ))}
  </select>
)
