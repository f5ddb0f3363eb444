import { createPortal } from 'react-dom'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import type { DragHint as Hint } from './hands.ts'
import { useHands } from './hands.ts'
import { blockTitle, lastName } from '../../src-core/layout/words.ts'

/** Says at the pointer what would become of what is dragged. */
export function DragHint() {
  const t = useT()
  const hint = useHands(({ dragHint }) => dragHint)
  const text = useEditor(({ history }) => hint && t(sayHint(hint, history.document.nodes)))
  if (!hint) return null
  return createPortal(
    <div className="drag-hint" role="status" style={{ translate: `${hint.at.x + 14}px ${hint.at.y + 20}px` }}>
      {text}
    </div>,
    document.body,
  )
}

type Nodes = Parameters<typeof blocksAround>[0]

function sayHint({ what, block, from }: Hint, nodes: Nodes): Text {
  const nameOf = (id: string) => {
    const node = nodes[id]
    return node?.type === 'block' ? blockTitle(id, node) : lastName(id)
  }
  if (what === 'pull-out') return { en: 'Pull out and close the gap', zh: '抽出并接合两端' }
  if (what === 'wire') return { en: 'Insert into this wire', zh: '插入这条连线' }
  const home = nodes[from]?.parent
  const isOut = home !== undefined && blocksAround(nodes, from).includes(block ?? '')
  if (isOut) return { en: `Out of ${nameOf(home)}`, zh: `移出 ${nameOf(home)}` }
  return block ? { en: `Into ${nameOf(block)}`, zh: `移入 ${nameOf(block)}` } : { en: 'Out', zh: '移出' }
}
