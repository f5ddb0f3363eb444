import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useRef, useState } from 'react'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import type { Text } from '../../src-core/text.ts'
import type { Template } from '../../templates/define.ts'
import { openTemplate } from '../files/opening.ts'
import { useT } from '../i18n/locale.ts'
import { FamilyMark } from '../inspector/FamilyMark.tsx'
import { formatCompact } from '../training/format.ts'
import { addLayer } from './add-layer.ts'
import { useTemplateAnalysis } from './cards.ts'
import { familyTitles } from './families.ts'
import { focusFirstItem, useRoving } from './roving.ts'
import { searchLibrary } from './search.ts'
import { Thumbnail } from './Thumbnail.tsx'
import './library.css'

/** The type of what is dragged from here onto the canvas; its data is the kind's id. */
export const kindDragType = 'application/x-layerloom-kind'

/** Networks to open and layers to add: by Enter, double-click, or dragged onto the canvas. */
export function Library() {
  const t = useT()
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = searchLibrary(query)
  const kinds = found.families.flatMap(({ kinds }) => kinds)
  const roving = useRoving([...found.templates.map(({ id }) => `template ${id}`), ...kinds.map(({ kind }) => kind)])

  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusFirstItem(list.current)
    }
    if (event.key === 'Escape' && query !== '') {
      event.stopPropagation()
      setQuery('')
    }
    if (event.key !== 'Enter' || query.trim() === '') return
    if (found.templates[0]) void openTemplate(found.templates[0].id)
    else if (kinds[0]) addLayer(kinds[0])
  }

  return (
    <div className="library">
      <label className="library-search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          value={query}
          placeholder={t({ en: 'Networks and layers', zh: '搜索网络与层' })}
          aria-label={t({ en: 'Search the library', zh: '搜索组件库' })}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onSearchKey}
        />
      </label>
      <div
        ref={list}
        className="library-list"
        role="listbox"
        aria-label={t({ en: 'Networks and layers', zh: '网络与层' })}
        onKeyDown={roving.onKeyDown}
      >
        {found.templates.length > 0 && (
          <Group title={{ en: 'Networks', zh: '网络' }}>
            {found.templates.map((template) => (
              <TemplateItem key={template.id} template={template} item={roving.item(`template ${template.id}`)} />
            ))}
          </Group>
        )}
        {found.families.map(({ family, kinds }) => (
          <Group key={family} title={familyTitles[family]}>
            {kinds.map((kind) => (
              <KindItem key={kind.kind} kind={kind} item={roving.item(kind.kind)} />
            ))}
          </Group>
        ))}
        {found.templates.length === 0 && kinds.length === 0 && (
          <p className="library-none">
            {t({ en: `Nothing here is called “${query}”.`, zh: `没有与“${query}”匹配的内容。` })}
          </p>
        )}
      </div>
    </div>
  )
}

function Group({ title, children }: { title: Text; children: ReactNode }) {
  const t = useT()
  return (
    <div className="library-group" role="group" aria-label={t(title)}>
      <h3 aria-hidden>{t(title)}</h3>
      {children}
    </div>
  )
}

type Item = ReturnType<ReturnType<typeof useRoving>['item']>

const onEnter = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  act()
}

function TemplateItem({ template, item }: { template: Template; item: Item }) {
  const t = useT()
  const analysis = useTemplateAnalysis(template.id)
  const open = () => void openTemplate(template.id)
  return (
    <div
      {...item}
      className="library-template"
      role="option"
      aria-selected={false}
      title={t(template.idea)}
      onClick={open}
      onKeyDown={onEnter(open)}
    >
      {analysis ? <Thumbnail analysis={analysis} /> : <span className="thumbnail" />}
      <div>
        <p className="library-title">
          {t(template.title)} <span>{template.year}</span>
        </p>
        <p className="library-about library-sizes">{analysis ? <Sizes analysis={analysis} /> : '…'}</p>
      </div>
    </div>
  )
}

function Sizes({ analysis }: { analysis: Analysis }) {
  const t = useT()
  const { trainable, nonTrainable, macs } = analysis.blocks.get('')!
  const parameters = formatCompact(trainable + nonTrainable)
  return (
    <>
      <span>{t({ en: `${parameters} params`, zh: `${parameters} 参数` })}</span>
      <span>{t({ en: `${formatCompact(macs)} MACs`, zh: `${formatCompact(macs)} 乘加` })}</span>
    </>
  )
}

function KindItem({ kind, item }: { kind: LayerKind; item: Item }) {
  const t = useT()
  const add = () => addLayer(kind)
  return (
    <div
      {...item}
      className="library-kind"
      role="option"
      aria-selected={false}
      title={t(kind.description)}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(kindDragType, kind.kind)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={add}
      onKeyDown={onEnter(add)}
    >
      <FamilyMark family={kind.family} />
      <p className="library-title">{t(kind.title)}</p>
      <p className="library-about">{t(kind.description)}</p>
    </div>
  )
}
