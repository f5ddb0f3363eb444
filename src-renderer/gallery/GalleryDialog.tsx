import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useRef, useState } from 'react'
import type { Template } from '../../templates/define.ts'
import { openEmpty, openTemplate } from '../files/opening.ts'
import { useT } from '../i18n/locale.ts'
import { useTemplateAnalysis } from '../library/cards.ts'
import { Sizes } from '../library/items.tsx'
import { focusFirstItem, useRoving } from '../library/roving.ts'
import { searchTemplates } from '../library/search.ts'
import { Thumbnail } from '../library/Thumbnail.tsx'
import { closeOverlay } from '../store/view.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './gallery.css'

const empty = 'empty'

/** Every network to begin with: what it looks like, what it needs, what its idea is. A press opens it. */
export function GalleryDialog() {
  const t = useT()
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const found = searchTemplates(query)
  const isSearch = query.trim() !== ''
  const roving = useRoving([...found.map(({ id }) => id), ...(isSearch ? [] : [empty])], { isGrid: true })

  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusFirstItem(grid.current)
    }
    if (event.key !== 'Enter' || !isSearch || !found[0]) return
    // Else it would press the button of what is asked next.
    event.preventDefault()
    open(found[0].id)
  }
  const onGridKey = (event: KeyboardEvent<HTMLElement>) => {
    roving.onKeyDown(event)
    // Above the first row is the search.
    if (event.key === 'ArrowUp' && !event.defaultPrevented) field.current?.focus()
  }
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'New network', zh: '新建网络' })} size="full">
      <label className="gallery-search">
        <Search size={14} aria-hidden />
        <input
          ref={field}
          type="search"
          autoFocus
          value={query}
          placeholder={t({ en: 'Search by name, year, author or idea', zh: '按名称、年份、作者或思路搜索' })}
          aria-label={t({ en: 'Search networks', zh: '搜索网络' })}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onSearchKey}
        />
      </label>
      <div ref={grid} className="gallery" onKeyDown={onGridKey}>
        {found.map((template) => (
          <TemplateCard key={template.id} template={template} item={roving.item(template.id)} />
        ))}
        {!isSearch && <EmptyCard item={roving.item(empty)} />}
        {found.length === 0 && (
          <p className="gallery-none">
            {t({ en: `No network matches “${query}”.`, zh: `没有与“${query}”匹配的网络。` })}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function open(id: string): void {
  closeOverlay()
  void openTemplate(id)
}

type Item = ReturnType<ReturnType<typeof useRoving>['item']>

function TemplateCard({ template, item }: { template: Template; item: Item }) {
  const t = useT()
  const analysis = useTemplateAnalysis(template.id)
  const { id, title, year, idea, top1 } = template
  return (
    <Card item={item} title={t(title)} year={year} onClick={() => open(id)}>
      {analysis ? <Thumbnail analysis={analysis} {...picture} /> : <span className="thumbnail" />}
      <p className="gallery-sizes">
        {analysis ? <Sizes analysis={analysis} /> : <span>…</span>}
        {top1 !== undefined && <span>{t({ en: `${top1}% top-1`, zh: `top-1 ${top1}%` })}</span>}
      </p>
      <p className="gallery-idea">{t(idea)}</p>
    </Card>
  )
}

/** Units of the thumbnail's own, as its place in the card is wide and tall. */
const picture = { width: 224, height: 76 }

function EmptyCard({ item }: { item: Item }) {
  const t = useT()
  const start = () => {
    closeOverlay()
    void openEmpty()
  }
  return (
    <Card item={item} title={t({ en: 'Empty network', zh: '空白网络' })} onClick={start}>
      <span className="thumbnail" />
      <p className="gallery-idea">
        {t({
          en: 'Nothing but a canvas. Double-click it, or press Tab, to add the first layer.',
          zh: '只有一张画布。双击画布或按 Tab 键添加第一个层。',
        })}
      </p>
    </Card>
  )
}

interface CardProps {
  item: Item
  title: string
  year?: number
  onClick(): void
  /** The picture first. */
  children: ReactNode
}

function Card({ item, title, year, onClick, children }: CardProps) {
  return (
    <button {...item} type="button" className="gallery-card" onClick={onClick}>
      <span className="gallery-title">
        {title} {year !== undefined && <span>{year}</span>}
      </span>
      {children}
    </button>
  )
}
