import type { ComponentProps, KeyboardEvent } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  text: string
  whole: boolean
  onType(text: string): void
}

/** A number as a text that is typed; whole ones also go up and down by the arrow keys, with Shift by ten. */
export function NumberInput({ text, whole, onType, ...rest }: Props) {
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur()
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (!whole || direction === 0) return
    event.preventDefault()
    const number = Number(text)
    if (text.trim() !== '' && Number.isSafeInteger(number))
      onType(String(number + direction * (event.shiftKey ? 10 : 1)))
  }
  return (
    <input
      {...rest}
      value={text}
      inputMode={whole ? 'numeric' : 'decimal'}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onType(event.target.value)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={step}
    />
  )
}
