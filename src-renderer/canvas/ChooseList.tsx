import { Search } from 'lucide-react'
import type { CSSProperties, KeyboardEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Family } from '../../src-core/layers/define.ts'
import { FamilyMark } from '../inspector/FamilyMark.tsx'
import type { Point } from '../../src-core/layout/geometry.ts'

export interface Choice {
  id: string
  title: string
  /** Said in full where the title alone may not do. */
  help?: string
  family?: Family
}

interface Props {
  /** In pixels of the canvas's own element. */
  at: Point
  label: string
  /** The choices that answer what was typed. */
  find(query: string): readonly Choice[]
  /** What is said where there is none. */
  none: string
  choose(id: string): void
  close(options?: { keepsFocus?: boolean }): void
}

/** A list that opens on the canvas, with a field to search it; the keyboard stays in the field. */
export function ChooseList({ at: place, label, find, none, choose, close }: Props) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const own = useId()
  const choices = find(query)
  const chosen = Math.min(at, choices.length - 1)
  const optionId = (id: string) => `${own}${encodeURIComponent(id)}`

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((chosen + step + choices.length) % Math.max(1, choices.length))
    else if (event.key === 'Enter' && choices[chosen]) choose(choices[chosen].id)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="quick-add nowheel nodrag nopan"
      // Held inside of the canvas by the style sheet.
      style={{ '--x': `${place.x}px`, '--y': `${place.y}px` } as CSSProperties}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close({ keepsFocus: true })}
    >
      <label className="quick-add-search">
        <Search size={14} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={`${own}list`}
          aria-activedescendant={choices[chosen] && optionId(choices[chosen].id)}
          aria-label={label}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div ref={list} id={`${own}list`} className="quick-add-list" role="listbox" aria-label={label}>
        {choices.map((choice, i) => (
          <div
            key={choice.id}
            id={optionId(choice.id)}
            className="quick-add-item"
            role="option"
            aria-selected={i === chosen}
            title={choice.help}
            onPointerMove={() => i !== chosen && setAt(i)}
            // The field would lose the focus, and with it the list would go.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice.id)}
          >
            {choice.family && <FamilyMark family={choice.family} />}
            <span>{choice.title}</span>
          </div>
        ))}
        {choices.length === 0 && <p className="quick-add-none">{none}</p>}
      </div>
    </div>
  )
}
