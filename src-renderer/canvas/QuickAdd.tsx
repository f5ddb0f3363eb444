import { Search } from 'lucide-react'
import type { CSSProperties, KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { FamilyMark } from '../inspector/FamilyMark.tsx'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import { fittingKinds } from './fitting.ts'
import type { QuickAddPlace } from './hands.ts'
import { useHands } from './hands.ts'
import { placeAt } from './dropping.ts'

/** The list of layers that opens where one is to be added, with a field to search it. */
export function QuickAdd({ place }: { place: QuickAddPlace }) {
  const t = useT()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const document = useEditor(({ history }) => history.document)
  const analysis = useEditor((editor) => editor.analysis)
  const kinds = fittingKinds(query, place, document, analysis)
  const chosen = Math.min(at, kinds.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const choose = (kind: LayerKind) => {
    close()
    add(kind, place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((chosen + step + kinds.length) % Math.max(1, kinds.length))
    else if (event.key === 'Enter' && kinds[chosen]) choose(kinds[chosen])
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const label = t(
    place.wire || place.onEdge
      ? { en: 'Add a layer that fits', zh: '添加可连接的层' }
      : { en: 'Add a layer', zh: '添加层' },
  )
  return (
    <div
      className="quick-add nowheel nodrag nopan"
      // Held inside of the canvas by the style sheet.
      style={{ '--x': `${place.at.x}px`, '--y': `${place.at.y}px` } as CSSProperties}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close({ keepsFocus: true })}
    >
      <label className="quick-add-search">
        <Search size={14} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="quick-add-list"
          aria-activedescendant={kinds[chosen] && optionId(kinds[chosen])}
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
      <div ref={list} id="quick-add-list" className="quick-add-list" role="listbox" aria-label={label}>
        {kinds.map((kind, i) => (
          <div
            key={kind.kind}
            id={optionId(kind)}
            className="quick-add-item"
            role="option"
            aria-selected={i === chosen}
            title={t(kind.description)}
            onPointerMove={() => i !== chosen && setAt(i)}
            // The field would lose the focus, and with it the list would go.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(kind)}
          >
            <FamilyMark family={kind.family} />
            <span>{t(kind.title)}</span>
          </div>
        ))}
        {kinds.length === 0 && (
          <p className="quick-add-none">{t({ en: 'No layer that fits is called so.', zh: '没有匹配的层。' })}</p>
        )}
      </div>
    </div>
  )
}

const optionId = ({ kind }: LayerKind) => `quick-add-${kind}`

/** The canvas has the keyboard again, unless another place took it. */
function close({ keepsFocus = false } = {}): void {
  useHands.setState({ quickAdd: undefined })
  if (!keepsFocus) document.querySelector<HTMLElement>('[data-area=canvas]')?.focus({ preventScroll: true })
}

function add({ kind }: LayerKind, { spot, wire, onEdge }: QuickAddPlace): void {
  const ends = wire && (wire.from === 'source' ? { connectFrom: wire.layer } : { connectTo: wire.layer })
  const where = onEdge !== undefined ? { onEdge } : { ...ends, ...(spot && placeAt(spot, wire)) }
  if (edit('addLayer', { kind, ...where })) reveal(useEditor.getState().selection[0]!)
}
