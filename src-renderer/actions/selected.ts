import { withContents } from '../../src-core/commands/delete.ts'
import type { LayerNode } from '../../src-core/document/schema.ts'
import type { Text } from '../../src-core/text.ts'
import { useEditor } from '../store/editor.ts'

const nodes = () => useEditor.getState().history.document.nodes
const edges = () => useEditor.getState().history.document.edges

/** Ids of the selected layers and blocks. */
export const selectedNodes = (): string[] => useEditor.getState().selection.filter((id) => Object.hasOwn(nodes(), id))

/** The selected layers and those in the selected blocks. */
export const selectedLayers = (): LayerNode[] =>
  [...withContents(nodes(), selectedNodes())].map((id) => nodes()[id]!).filter((node) => node.type === 'layer')

export const selectedWires = (): string[] => useEditor.getState().selection.filter((id) => Object.hasOwn(edges(), id))

export const selectedBlocks = (): string[] => selectedNodes().filter((id) => nodes()[id]!.type === 'block')

export const nothingSelected: Text = { en: 'Nothing is selected.', zh: '未选择任何内容。' }
export const noLayerSelected: Text = { en: 'No layer or block is selected.', zh: '未选择层或块。' }
export const noBlockSelected: Text = { en: 'No block is selected.', zh: '未选择块。' }

/** True, or the sentence that says what is missing. */
export const unlessEmpty = (ids: readonly string[], missing: Text): true | Text => (ids.length > 0 ? true : missing)
