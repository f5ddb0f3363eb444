import { blockKinds } from '../../templates/blocks.ts'
import { looseBlock } from '../../templates/loose-block.ts'
import { edit } from '../actions/edit.ts'
import { useEditor } from '../store/editor.ts'
import type { Place } from './add-layer.ts'
import { placeToGoOn, revealAdded } from './add-layer.ts'

/** Adds a block of a kind where a person would go on. */
export function addBlock(kindId: string): void {
  if (addBlockAt(kindId, placeToGoOn())) revealAdded()
}

/** Adds a block of a kind, with options that fit what comes in; gives back whether it was done. */
export function addBlockAt(kindId: string, place: Place & { position?: { x: number; y: number } }): boolean {
  const kind = Object.hasOwn(blockKinds, kindId) ? blockKinds[kindId] : undefined
  if (!kind) return false
  return edit('addBlock', { title: kind.title, block: looseBlock(kind, channelsBefore(place)), ...place })
}

/** How many channels the image has that comes in at a place; undefined where none does or nobody knows. */
function channelsBefore({ connectFrom, onEdge }: Place): number | undefined {
  const { history, analysis } = useEditor.getState()
  const source = onEdge === undefined ? connectFrom : history.document.edges[[onEdge].flat()[0]!]?.source
  const shape = source === undefined ? undefined : analysis.layers.get(source)?.shape
  return shape?.length === 3 ? shape[2] : undefined
}
