import type { Family, LayerKind } from '../../src-core/layers/define.ts'
import { families } from '../../src-core/layers/define.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { familyLooks } from '../../src-core/layers/families.ts'
import type { Text } from '../../src-core/text.ts'
import type { BlockKind } from '../../templates/block.ts'
import { blockKinds } from '../../templates/blocks.ts'
import type { Template } from '../../templates/define.ts'
import { templates } from '../../templates/registry.ts'

/** What of the library answers a search, in the order in which it is shown. */
export interface Found {
  templates: Template[]
  families: { family: Family; kinds: LayerKind[] }[]
  /** Kinds of blocks with the network whose family they belong to, oldest network first. */
  blocks: { template: Template; kinds: BlockKind[] }[]
  /** A block bears what was searched for as its title, and no network does. */
  blocksFirst: boolean
}

/** The network that a kind of block was made for: `resnet` of `resnet/bottleneck`. */
const networkOf = ({ id }: BlockKind): Template => templates[id.split('/')[0]!]!

/**
 * Finds by what things are called or, where nothing is called so, by what is said of them; in both languages, whatever
 * the window's is. All words must be there.
 */
export function searchLibrary(query: string): Found {
  const has = matcher(query)
  const isCalled = ({ kind, title, family }: LayerKind) => has(kind, title, familyLooks[family].title)
  const isDescribed = (kind: LayerKind) => has(kind.title, kind.description)
  const all = Object.values(layerKinds)
  const kinds = all.some(isCalled) ? all.filter(isCalled) : all.filter(isDescribed)
  const networks = Object.values(templates)
  const named = networks.filter(({ id, title, year, paper }) => has(id, title, String(year), paper.authors))
  const allBlocks = Object.values(blockKinds)
  const calledBlocks = allBlocks.filter((kind) => has(kind.id, kind.title, networkOf(kind).title))
  const isFound = named.length > 0 || kinds.length > 0
  const blocks =
    calledBlocks.length > 0 || isFound
      ? calledBlocks
      : allBlocks.filter(({ title, description }) => has(title, description))
  const phrase = query.trim().toLowerCase()
  const isTitled = ({ title }: { title: Text }) => `${title.en} ${title.zh}`.toLowerCase().includes(phrase)
  return {
    templates: isFound || calledBlocks.length > 0 ? named : networks.filter(({ paper }) => has(paper.title)),
    families: families
      .map((family) => ({ family, kinds: kinds.filter((kind) => kind.family === family) }))
      .filter(({ kinds }) => kinds.length > 0),
    blocks: networks
      .map((template) => ({ template, kinds: blocks.filter((kind) => networkOf(kind) === template) }))
      .filter(({ kinds }) => kinds.length > 0),
    blocksFirst: blocks.some(isTitled) && !networks.some(isTitled),
  }
}

/** Networks by their names or, after those, by what is said of them; all words must be there. */
export function searchTemplates(query: string): Template[] {
  const has = matcher(query)
  const networks = Object.values(templates)
  const named = networks.filter(({ id, title, year }) => has(id, title, String(year)))
  const described = networks.filter(({ id, title, year, paper, idea }) =>
    has(id, title, String(year), paper.title, paper.authors, idea),
  )
  return [...new Set([...named, ...described])]
}

/** Whether all words of a query are somewhere in texts, in whichever language. */
function matcher(query: string) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return (...texts: (Text | string)[]): boolean => {
    const all = texts.map((text) => (typeof text === 'string' ? text : `${text.en} ${text.zh}`))
    const text = all.join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
}
