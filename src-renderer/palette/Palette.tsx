import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Text } from '../../src-core/text.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { closeOverlay } from '../store/view.ts'
import { useFocusBack } from '../ui/focus-back.ts'
import { Key } from '../ui/Key.tsx'
import { shownChord } from '../ui/keys.ts'
import type { Entry, EntryGroup, Found } from './entries.ts'
import { entriesOf, search } from './entries.ts'
import './palette.css'

const groupTitles: Record<EntryGroup, Text> = {
  actions: { en: 'Actions', zh: '操作' },
  layers: { en: 'Layers', zh: '层' },
  templates: { en: 'Templates', zh: '模板' },
  nodes: { en: 'In this network', zh: '当前网络中' },
}

/** Everything that can be done, found by a few letters of it in either language. */
export function Palette() {
  const t = useT()
  const locale = useLocale()
  const document = useEditor((editor) => editor.history.document)
  const entries = useMemo(() => entriesOf(document), [document])
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useMemo(() => search(entries, query, locale), [entries, query, locale])
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const focusBack = useFocusBack()

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, found])

  const run = (entry: Entry) => {
    closeOverlay()
    // Once the palette has gone, so that what it opens gets the focus.
    setTimeout(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const entry = found[chosen]?.entry
      if (entry) run(entry)
      return
    }
    const last = found.length - 1
    const next = {
      ArrowDown: chosen >= last ? 0 : chosen + 1,
      ArrowUp: chosen <= 0 ? last : chosen - 1,
      PageDown: Math.min(last, chosen + 8),
      PageUp: Math.max(0, chosen - 8),
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setChosen(next)
  }

  const name = t({ en: 'Search or run a command', zh: '搜索或执行命令' })
  return (
    <Base.Root open onOpenChange={(open) => open || closeOverlay()}>
      <Base.Portal>
        <Base.Backdrop className="palette-backdrop" />
        <Base.Popup className="palette" aria-label={name} finalFocus={focusBack}>
          <div className="palette-query">
            <Search size={16} aria-hidden />
            <input
              autoFocus
              role="combobox"
              aria-label={name}
              aria-expanded
              aria-controls={id}
              aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
              aria-autocomplete="list"
              placeholder={t({ en: 'An action, a layer, a node …', zh: '操作、层、节点……' })}
              spellCheck={false}
              autoComplete="off"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setChosen(0)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div className="palette-list" role="listbox" id={id} aria-label={name} ref={list}>
            {found.map(({ entry, at }, i) => (
              <Row
                key={entry.id}
                id={`${id}-${i}`}
                found={{ entry, at }}
                heading={entry.group !== found[i - 1]?.entry.group}
                selected={i === chosen}
                onPoint={() => setChosen(i)}
                onRun={() => run(entry)}
              />
            ))}
            {found.length === 0 && (
              <p className="palette-none">
                {t({ en: `Nothing here is called “${query.trim()}”.`, zh: `没有找到“${query.trim()}”。` })}
              </p>
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface RowProps {
  id: string
  found: Found
  /** The first of its group says the group's name. */
  heading: boolean
  selected: boolean
  onPoint(): void
  onRun(): void
}

function Row({ id, found: { entry, at }, heading, selected, onPoint, onRun }: RowProps) {
  const t = useT()
  const { icon: Icon, family, enabled, detail } = entry
  const chord = shownChord(entry.keys)
  const said = enabled === true ? detail : enabled
  return (
    <>
      {heading && <div className="palette-heading">{t(groupTitles[entry.group])}</div>}
      <div
        id={id}
        role="option"
        className="palette-row"
        aria-selected={selected}
        aria-disabled={enabled !== true}
        // Moving, not being under a pointer that rests while the list changes.
        onPointerMove={() => selected || onPoint()}
        onClick={onRun}
      >
        <span className="palette-icon" style={family && { color: `var(--family-${family})` }}>
          {Icon && <Icon size={15} aria-hidden />}
        </span>
        <span className="palette-title">
          <Marked text={t(entry.title)} at={at} />
        </span>
        {said && <span className="palette-detail">{t(said)}</span>}
        {chord && <Key chord={chord} />}
      </div>
    </>
  )
}

/** A text with the characters that were found in it. */
function Marked({ text, at }: { text: string; at: readonly number[] }) {
  const marked = new Set(at)
  const runs: { text: string; marked: boolean }[] = []
  for (const [i, char] of text.split('').entries()) {
    const last = runs.at(-1)
    if (last?.marked === marked.has(i)) last.text += char
    else runs.push({ text: char, marked: marked.has(i) })
  }
  return runs.map((run, i) => (run.marked ? <mark key={i}>{run.text}</mark> : run.text))
}
