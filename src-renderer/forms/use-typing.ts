import { useRef, useState } from 'react'
import type { Field, Parsed } from './field.ts'
import { parseField, textsOf } from './field.ts'

/** Tells one visit to a field from every other, so that what is typed in one visit is one step for undo. */
let visits = 0

interface Typed {
  texts: string[]
  /** The field's value when that was typed, so that an undo or a fix from elsewhere shows. */
  value: string | undefined
}

/**
 * What stands in a field: the texts of its value or, while a person is typing, what they typed, whether it can be taken
 * or not. What cannot goes back to the last value that could, as soon as the field is left.
 */
export function useTyping(field: Field, value: unknown, onChange: (value: unknown, visit: string) => void) {
  const [typed, setTyped] = useState<Typed>()
  const visit = useRef<{ key: string; before: unknown }>(undefined)
  const standing = jsonOf(value)
  const isTyped = typed !== undefined && typed.value === standing
  const texts = isTyped ? typed.texts : textsOf(field, value)
  // A value that nobody typed here is for whoever gave it to judge.
  const parsed: Parsed = isTyped ? parseField(field, texts) : { ok: true, value }

  const type = (texts: string[]) => {
    const parsed = parseField(field, texts)
    const next = parsed.ok ? jsonOf(parsed.value) : standing
    setTyped({ texts, value: next })
    if (!parsed.ok || next === standing) return
    visit.current ??= { key: `${field.key}#${visits++}`, before: value }
    onChange(parsed.value, visit.current.key)
  }
  const leave = () => {
    visit.current = undefined
    setTyped(undefined)
  }
  /** As it was when one came to it; nothing to go back to where there was no one value. */
  const giveUp = () => {
    const { key, before } = visit.current ?? {}
    if (key !== undefined && jsonOf(before) !== undefined) onChange(before, key)
    leave()
  }
  return { texts, parsed, type, leave, giveUp }
}

/** Undefined for what JSON does not know: no value, and values that do not agree. */
const jsonOf = (value: unknown) => JSON.stringify(value) as string | undefined
