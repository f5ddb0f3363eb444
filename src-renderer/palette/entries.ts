import type { LucideIcon } from 'lucide-react'
import { Box, Layers, Network } from 'lucide-react'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Family } from '../../src-core/layers/define.ts'
import { kindOf, layerKinds } from '../../src-core/layers/registry.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { templates } from '../../templates/registry.ts'
import { keysOf } from '../actions/bindings.ts'
import { actions } from '../actions/registry.ts'
import { runAction } from '../actions/run.ts'
import { openTemplate } from '../files/opening.ts'
import { addLayer } from '../library/add-layer.ts'
import { reveal } from '../store/view.ts'
import type { Match } from './fuzzy.ts'
import { fuzzyMatch } from './fuzzy.ts'

export const groups = ['actions', 'layers', 'templates', 'nodes'] as const
export type EntryGroup = (typeof groups)[number]

/** Anything that the palette can do. */
export interface Entry {
  id: string
  group: EntryGroup
  title: Text
  /** Said in a fainter voice behind the title. */
  detail?: Text
  /** Other words by which it is found. */
  also: readonly string[]
  icon?: LucideIcon
  family?: Family
  keys?: readonly string[]
  enabled: true | Text
  run(): void
}

const actionEntries = (): Entry[] =>
  actions
    .filter((action) => action.id !== 'palette')
    .map((action) => ({
      id: `action.${action.id}`,
      group: 'actions',
      title: action.label,
      also: [action.id],
      icon: action.icon,
      keys: keysOf(action),
      enabled: action.enabled(),
      run: () => runAction(action),
    }))

const layerEntries = (): Entry[] =>
  Object.values(layerKinds).map((kind) => ({
    id: `layer.${kind.kind}`,
    group: 'layers',
    title: { en: `Add ${kind.title.en}`, zh: `添加${kind.title.zh}` },
    detail: kind.description,
    also: [kind.kind],
    icon: Layers,
    family: kind.family,
    enabled: true,
    run: () => addLayer(kind),
  }))

const templateEntries = (): Entry[] =>
  Object.values(templates).map(({ id, title, year }) => ({
    id: `template.${id}`,
    group: 'templates',
    title: { en: `Open ${title.en}`, zh: `打开 ${title.zh}` },
    detail: { en: `Network of ${year}`, zh: `${year} 年的网络` },
    also: [id],
    icon: Network,
    enabled: true,
    run: () => void openTemplate(id),
  }))

const nodeEntries = ({ nodes }: LoomDocument): Entry[] =>
  Object.entries(nodes).map(([id, node]) => {
    const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
    const block: Text = { en: node.type === 'block' && node.title ? `Block · ${node.title}` : 'Block', zh: '块' }
    return {
      id: `node.${id}`,
      group: 'nodes',
      title: same(id),
      detail: node.type === 'block' ? block : (kind?.title ?? same(node.kind)),
      also: node.type === 'block' ? [node.title ?? ''] : [node.kind, ...(kind ? [kind.title.en, kind.title.zh] : [])],
      icon: Box,
      family: kind?.family,
      enabled: true,
      run: () => reveal(id),
    }
  })

/** Everything that can be done now. */
export const entriesOf = (document: LoomDocument): Entry[] => [
  ...actionEntries(),
  ...layerEntries(),
  ...templateEntries(),
  ...nodeEntries(document),
]

export interface Found {
  entry: Entry
  /** Of the title in the language of the window, where the query was found in it. */
  at: readonly number[]
}

/** More than these nobody reads. */
const most = 60

/**
 * The entries that a query fits in either language, the best first and those of a group together; what cannot be done
 * now is found too, with its reason, behind what can. Without a query, everything that can be done but the network's nodes.
 */
export function search(entries: readonly Entry[], query: string, locale: keyof Text): Found[] {
  if (query.trim() === '') {
    return entries
      .filter((entry) => entry.group !== 'nodes' && entry.enabled === true)
      .map((entry) => ({ entry, at: [] }))
  }
  const ranked = entries
    .flatMap((entry) => {
      const match = bestMatch(entry, query, locale)
      return match ? [{ entry, at: match.at, score: match.score - (entry.enabled === true ? 0 : 10) }] : []
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
  const groupsByRank = [...new Set(ranked.map(({ entry }) => entry.group))]
  return groupsByRank.flatMap((group) => ranked.filter(({ entry }) => entry.group === group))
}

/** By its title as it is shown or, a little less, by its other names. */
function bestMatch({ title, also }: Entry, query: string, locale: keyof Text): Match | undefined {
  const shown = fuzzyMatch(query, title[locale])
  const scores = [title[locale === 'en' ? 'zh' : 'en'], ...also]
    .map((text) => fuzzyMatch(query, text)?.score)
    .filter((score) => score !== undefined)
    .map((score) => score - 1)
  if (shown) scores.push(shown.score)
  return scores.length > 0 ? { score: Math.max(...scores), at: shown?.at ?? [] } : undefined
}
