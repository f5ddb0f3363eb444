import { kindOf } from '../../src-core/layers/registry.ts'
import { isField, isOver } from '../actions/key-press.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, reveal, showSide } from '../store/view.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'
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
  menu(event: MouseEvent): void
}

/**
 * Keys that mean something only while the canvas has the focus; those of actions are everywhere's. Arrows walk along the
 * wires, Enter enters a block or goes to a layer's first field, Tab adds a layer.
 */
export function listenToKeys(element: HTMLElement, { goTo, quickAdd, menu }: Doings): () => void {
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
    } else if (key === 'Tab' && !isButton) {
      event.preventDefault()
      quickAdd()
    }
  }
  // The menu's key; the right button presses something in it.
  const onContextMenu = (event: MouseEvent) => event.target === place && menu(event)
  place.addEventListener('keydown', onKeyDown)
  place.addEventListener('contextmenu', onContextMenu)
  return () => {
    place.removeEventListener('keydown', onKeyDown)
    place.removeEventListener('contextmenu', onContextMenu)
  }
}

/** The one that is selected, as actions take it, else the node that has the focus; of those in sight. */
function currentNode(): string | undefined {
  const { selection } = useEditor.getState()
  const focused = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
  const { placed } = useCanvasGraph.getState().arrangement
  return [selection.length === 1 ? selection[0] : undefined, focused].find((id) => id && placed.has(id)) ?? undefined
}

function nextNode(direction: Direction): string | undefined {
  const { graph, arrangement } = useCanvasGraph.getState()
  const current = currentNode()
  return current === undefined ? firstNode(graph) : walk(graph, arrangement, current, direction)
}

/** Where the network begins, or the block that is entered. */
function firstNode({ nodes, wires }: VisibleGraph): string | undefined {
  const outside = new Set(nodes.filter(({ show }) => show === 'outside').map(({ id }) => id))
  const led = new Set(wires.filter(({ source }) => !outside.has(source)).map(({ target }) => target))
  const cards = nodes.filter(({ show }) => show === 'layer' || show === 'block')
  return (cards.find(({ id }) => !led.has(id)) ?? cards[0])?.id
}

function goInto(id: string): void {
  const { document } = useEditor.getState().history
  const node = document.nodes[id]
  if (node?.type === 'block') enterBlock(id)
  if (node?.type !== 'layer') return
  showSide('inspector')
  reveal(id, Object.keys(kindOf(node.kind)?.params.shape ?? {})[0])
}
