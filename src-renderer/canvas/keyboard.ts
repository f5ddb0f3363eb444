import { kindOf } from '../../src-core/layers/registry.ts'
import { isField, isOver } from '../actions/key-press.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, reveal, showSide } from '../store/view.ts'
import { useCanvasGraph } from './graph.ts'
import type { Direction } from './walk.ts'
import { walk } from './walk.ts'

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

interface Doings {
  goTo(id: string): void
  quickAdd(): void
}

/**
 * Keys that mean something only while the canvas has the focus; those of actions are everywhere's. Arrows walk along the
 * wires, Enter enters a block or goes to a layer's first field, Tab adds a layer.
 */
export function listenToKeys(element: HTMLElement, { goTo, quickAdd }: Doings): () => void {
  // The panel around takes the focus where nothing on the canvas has it.
  const place = element.closest<HTMLElement>('[data-area]') ?? element
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key } = event
    if (event.defaultPrevented || isField(target) || isOver(target)) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const isButton = target instanceof Element && target.closest('button') !== null
    const direction = arrows[key]
    if (direction) {
      event.preventDefault()
      const next = nextNode(direction)
      if (next !== undefined) goTo(next)
    } else if (key === 'Enter' && !isButton) {
      const current = currentNode()
      if (current === undefined) return
      event.preventDefault()
      goInto(current)
    } else if (key === 'Tab') {
      event.preventDefault()
      quickAdd()
    }
  }
  place.addEventListener('keydown', onKeyDown)
  return () => place.removeEventListener('keydown', onKeyDown)
}

/** The node that has the focus, else the one that is selected. */
function currentNode(): string | undefined {
  const focused = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
  if (focused) return focused
  const { selection, history } = useEditor.getState()
  return selection.length === 1 && Object.hasOwn(history.document.nodes, selection[0]!) ? selection[0] : undefined
}

function nextNode(direction: Direction): string | undefined {
  const { graph, arrangement } = useCanvasGraph.getState()
  const current = currentNode()
  if (current === undefined) return graph.nodes.find(({ show }) => show !== 'frame')?.id
  return walk(graph, arrangement, current, direction)
}

function goInto(id: string): void {
  const { document } = useEditor.getState().history
  const node = document.nodes[id]
  if (node?.type === 'block') enterBlock(id)
  if (node?.type !== 'layer') return
  showSide('inspector')
  reveal(id, Object.keys(kindOf(node.kind)?.params.shape ?? {})[0])
}
