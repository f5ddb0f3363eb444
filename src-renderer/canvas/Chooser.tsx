import { useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import { withContents } from '../../src-core/commands/delete.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Text } from '../../src-core/text.ts'
import { edit } from '../actions/edit.ts'
import { selectedNodes } from '../actions/selected.ts'
import { useT } from '../i18n/locale.ts'
import { searchLibrary } from '../library/search.ts'
import { useEditor } from '../store/editor.ts'
import type { Choice } from './ChooseList.tsx'
import { focusCanvas } from '../actions/focus-panel.ts'
import { ChooseList } from './ChooseList.tsx'
import { useCanvasGraph } from './graph.ts'
import { useHands } from './hands.ts'

type What = 'block' | 'kind' | 'times'

/** Asks on the canvas what an action needs to know about the selection. */
export function Chooser({ what }: { what: What }) {
  const t = useT()
  const document = useEditor(({ history }) => history.document)
  const { getViewport } = useReactFlow()
  // Where the selection was when it was asked: it stays there while one types.
  const [at] = useState(() => besideSelection(getViewport()))
  return (
    <ChooseList
      at={at}
      label={t(labels[what])}
      none={t(nothing[what])}
      find={(query) => choices(what, query, document, t)}
      choose={(id) => {
        close()
        act(what, id)
      }}
      close={close}
    />
  )
}

const labels: Record<What, Text> = {
  block: { en: 'Move into the block', zh: '移入块' },
  kind: { en: 'Swap for another kind', zh: '换成其他层' },
  times: { en: 'How many times?', zh: '共多少次？' },
}

const nothing: Record<What, Text> = {
  block: { en: 'No other block is called so.', zh: '没有匹配的块。' },
  kind: { en: 'No layer is called so.', zh: '没有匹配的层。' },
  times: { en: 'From 2 to 100.', zh: '2 到 100 之间。' },
}

function close({ keepsFocus = false } = {}): void {
  useHands.setState({ chooser: undefined })
  if (!keepsFocus) focusCanvas()
}

function besideSelection({ x, y, zoom }: { x: number; y: number; zoom: number }) {
  const { placed } = useCanvasGraph.getState().arrangement
  const rect = selectedNodes().flatMap((id) => placed.get(id) ?? [])[0]
  return rect ? { x: rect.x * zoom + x + 12, y: (rect.y + rect.height) * zoom + y + 6 } : { x: 40, y: 40 }
}

function choices(what: What, query: string, document: LoomDocument, t: (text: Text) => string): Choice[] {
  if (what === 'times') return timesOf(query).map((times) => ({ id: String(times), title: `× ${times}` }))
  if (what === 'block') return blocksFor(query, document, t)
  return searchLibrary(query)
    .families.flatMap(({ kinds }) => kinds)
    .filter(({ inputs }) => inputs.max > 0)
    .map(({ kind, title, description, family }) => ({ id: kind, title: t(title), help: t(description), family }))
}

const usualTimes = [2, 3, 4, 6, 8, 12]

function timesOf(query: string): number[] {
  if (query.trim() === '') return usualTimes
  const times = Number(query)
  return Number.isInteger(times) && times >= 2 && times <= 100 ? [times] : []
}

/** Blocks that the selection is not in already and that are not in it; the whole network first. */
function blocksFor(query: string, { nodes }: LoomDocument, t: (text: Text) => string): Choice[] {
  const ids = selectedNodes()
  const inside = withContents(nodes, ids)
  const isNew = (block: string) => !inside.has(block) && ids.some((id) => (nodes[id]!.parent ?? '') !== block)
  const blocks = Object.entries(nodes).flatMap(([id, node]): Choice[] =>
    node.type !== 'block' ? [] : [{ id, title: node.title === undefined ? id : `${node.title} · ${id}` }],
  )
  const wanted = query.trim().toLowerCase()
  return [{ id: '', title: t({ en: 'The network, in no block', zh: '整个网络（不在块中）' }) }, ...blocks].filter(
    ({ id, title }) => isNew(id) && title.toLowerCase().includes(wanted),
  )
}

function act(what: What, id: string): void {
  const ids = selectedNodes()
  if (what === 'times') edit('repeatNodes', { ids, times: Number(id) })
  else if (what === 'kind') edit('setKind', { id: ids[0], kind: id })
  else edit('restructure', { ids, parent: id })
}
