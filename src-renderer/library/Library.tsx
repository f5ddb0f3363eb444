import { Tabs } from '@base-ui/react/tabs'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { familyLooks } from '../../src-core/layers/families.ts'
import type { Text } from '../../src-core/text.ts'
import type { Template } from '../../templates/define.ts'
import { openTemplate } from '../files/opening.ts'
import { useT } from '../i18n/locale.ts'
import { addBlock } from './add-block.ts'
import { addLayer } from './add-layer.ts'
import { BlockItem, Group, KindItem, TemplateItem } from './items.tsx'
import { focusFirstItem, useRoving } from './roving.ts'
import type { Found } from './search.ts'
import { searchLibrary } from './search.ts'
import './library.css'

type Shelf = 'networks' | 'blocks' | 'layers'

/** Which part of the library was looked at last. */
const useShelf = create(persist((): { shelf: Shelf } => ({ shelf: 'networks' }), { name: 'layerloom.library' }))

/** Networks to open, blocks and layers to add: by Enter, double-click, or dragged onto the canvas. A search finds all. */
export function Library() {
  const t = useT()
  const [query, setQuery] = useState('')
  const shelf = useShelf((state) => state.shelf)
  const list = useRef<HTMLDivElement>(null)
  const found = searchLibrary(query)

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
    // Else it would press the button of what is asked next.
    event.preventDefault()
    actOnFirst(found)
  }

  return (
    <div className="library">
      <label className="library-search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          value={query}
          placeholder={t({ en: 'Search', zh: '搜索' })}
          aria-label={t({ en: 'Search networks, blocks and layers', zh: '搜索网络、块与层' })}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onSearchKey}
        />
      </label>
      {query.trim() !== '' ? (
        <div ref={list} className="library-list">
          <Shelves found={found} query={query} />
        </div>
      ) : (
        <Tabs.Root
          className="library-shelves"
          value={shelf}
          onValueChange={(value) => useShelf.setState({ shelf: value as Shelf })}
        >
          <Tabs.List className="library-tabs" aria-label={t({ en: 'Library', zh: '组件库' })}>
            <Tabs.Tab value="networks">{t({ en: 'Networks', zh: '网络' })}</Tabs.Tab>
            <Tabs.Tab value="blocks">{t({ en: 'Blocks', zh: '块' })}</Tabs.Tab>
            <Tabs.Tab value="layers">{t({ en: 'Layers', zh: '层' })}</Tabs.Tab>
          </Tabs.List>
          <div ref={list} className="library-list">
            <Tabs.Panel value="networks" tabIndex={-1}>
              <Shelves found={{ ...nothing, templates: found.templates }} query="" />
            </Tabs.Panel>
            <Tabs.Panel value="blocks" tabIndex={-1}>
              <Shelves found={{ ...nothing, blocks: found.blocks }} query="" />
            </Tabs.Panel>
            <Tabs.Panel value="layers" tabIndex={-1}>
              <Shelves found={{ ...nothing, families: found.families }} query="" />
            </Tabs.Panel>
          </div>
        </Tabs.Root>
      )}
    </div>
  )
}

const nothing: Found = { templates: [], families: [], blocks: [], blocksFirst: false }

/** Layers stand before networks, here and on the screen: to add one is quickly undone, to open another network isn't. */
function actOnFirst({ families, templates, blocks, blocksFirst }: Found) {
  const kind = families[0]?.kinds[0]
  const block = blocks[0]?.kinds[0]
  if (kind) addLayer(kind)
  else if (block && blocksFirst) addBlock(block.id)
  else if (templates[0]) void openTemplate(templates[0].id)
  else if (block) addBlock(block.id)
}

function Shelves({ found, query }: { found: Found; query: string }) {
  const t = useT()
  const { families, templates, blocks, blocksFirst } = found
  const layerIds = families.flatMap(({ kinds }) => kinds.map(({ kind }) => kind))
  const networkIds = templates.map(({ id }) => `template ${id}`)
  const blockIds = blocks.flatMap(({ kinds }) => kinds.map(({ id }) => id))
  const ids = [...layerIds, ...(blocksFirst ? [...blockIds, ...networkIds] : [...networkIds, ...blockIds])]
  const roving = useRoving(ids)
  if (ids.length === 0) {
    return (
      <p className="library-none">{t({ en: `Nothing is called “${query}”.`, zh: `没有与“${query}”匹配的内容。` })}</p>
    )
  }
  const networkGroup = templates.length > 0 && (
    <Group key="networks" title={ids.length > templates.length ? { en: 'Networks', zh: '网络' } : undefined}>
      {templates.map((template) => (
        <TemplateItem key={template.id} template={template} item={roving.item(`template ${template.id}`)} />
      ))}
    </Group>
  )
  const blockGroups = blocks.map(({ template, kinds }) => (
    <Group key={template.id} title={query === '' ? template.title : blocksOf(template)}>
      {kinds.map((kind) => (
        <BlockItem key={kind.id} kind={kind} item={roving.item(kind.id)} />
      ))}
    </Group>
  ))
  return (
    <div role="listbox" aria-label={t({ en: 'Library', zh: '组件库' })} onKeyDown={roving.onKeyDown}>
      {families.map(({ family, kinds }) => (
        <Group key={family} title={familyLooks[family].title}>
          {kinds.map((kind) => (
            <KindItem key={kind.kind} kind={kind} item={roving.item(kind.kind)} />
          ))}
        </Group>
      ))}
      {blocksFirst ? [blockGroups, networkGroup] : [networkGroup, blockGroups]}
    </div>
  )
}

/** Among networks and layers, that these are blocks must be said. */
const blocksOf = ({ title }: Template): Text => ({ en: `Blocks of ${title.en}`, zh: `${title.zh} 的块` })
