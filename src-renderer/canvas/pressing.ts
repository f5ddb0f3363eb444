import type { EdgeMouseHandler, NodeMouseHandler } from '@xyflow/react'
import type { MouseEvent } from 'react'
import { selectAlong } from '../actions/select-along.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, reveal } from '../store/view.ts'
import { nodeAt } from './far.ts'
import type { CanvasEdge, CanvasNode } from './flow.ts'
import { useCanvasGraph } from './graph.ts'
import type { MenuPlace } from './hands.ts'
import { noNodes, useHands } from './hands.ts'
import { blockAt, takesInto } from './landing.ts'
import { cardSizes } from '../../src-core/layout/sizes.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Clicks, double clicks and the menu of the right button. */
export function pressingHands({ toCanvas, toClient, toElement, middle }: Whereabouts) {
  const client = (event: Pick<MouseEvent, 'clientX' | 'clientY'>) => ({ x: event.clientX, y: event.clientY })
  const quickAddAt = (event: Pick<MouseEvent, 'clientX' | 'clientY'>) => {
    const { x, y } = toCanvas(client(event))
    return { at: toElement(client(event)), spot: { x: x - cardSizes.layer.width / 2, y } }
  }
  const openMenu = (event: Pick<MouseEvent, 'clientX' | 'clientY' | 'preventDefault'>, menu: Omit<MenuPlace, 'at'>) => {
    event.preventDefault()
    useHands.setState({ menu: { ...menu, at: client(event) }, quickAdd: undefined })
  }
  const onEdgeClick = (event: MouseEvent, { data }: CanvasEdge) => {
    const { selection, select } = useEditor.getState()
    const { edges } = data!.wire
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    const isIn = edges.every((id) => selection.includes(id))
    if (!adds) select(edges)
    else select([...selection.filter((id) => !edges.includes(id)), ...(isIn ? [] : edges)])
  }
  const onNodeDoubleClick: NodeMouseHandler<CanvasNode> = (event, { id, type }) => {
    const isControl = event.target instanceof Element && event.target.closest('button') !== null
    if (!isControl && (type === 'block' || type === 'frame')) enterBlock(id)
  }
  /** A wire lies over the blocks that it runs through. */
  const onEdgeDoubleClick: EdgeMouseHandler<CanvasEdge> = (event) => {
    const block = blockAt(useCanvasGraph.getState(), noNodes, toCanvas(client(event)))
    if (block !== undefined) enterBlock(block)
  }
  const onNodeContextMenu: NodeMouseHandler<CanvasNode> = (event, { id, type }) => {
    event.preventDefault()
    if (type === 'outside') return
    const { selection, select } = useEditor.getState()
    if (!selection.includes(id)) select([id])
    openMenu(event, { on: 'node', quickAdd: quickAddAt(event) })
  }
  const onEdgeContextMenu: EdgeMouseHandler<CanvasEdge> = (event, { data }) => {
    const { wire } = data!
    const { select, history } = useEditor.getState()
    select(wire.edges)
    const { at } = quickAddAt(event)
    const isOne = takesInto(history, wire, noNodes)
    openMenu(event, { on: 'wire', quickAdd: { at, ...(isOne && { onEdge: wire.edges }) } })
  }
  /** The menu's key while the canvas as a whole has the focus: of what is selected, where it stands. */
  const onKeyMenu = (event: globalThis.MouseEvent) => {
    const { selection } = useEditor.getState()
    const { placed } = useCanvasGraph.getState().arrangement
    const rect = placed.get(selection[0] ?? '')
    const at = rect ? toClient({ x: rect.x + rect.width / 2, y: rect.y + rect.height }) : middle()
    const there = { clientX: at.x, clientY: at.y, preventDefault: () => event.preventDefault() }
    openMenu(there, { on: rect ? 'node' : 'canvas', quickAdd: quickAddAt(there) })
  }
  const onPaneContextMenu = (event: MouseEvent | globalThis.MouseEvent) =>
    openMenu(event, { on: 'canvas', quickAdd: quickAddAt(event) })
  /** With Shift a port selects all that its wires lead to; without, React Flow begins a wire. */
  const onClickCapture = (event: MouseEvent) => {
    const port = event.shiftKey && event.target instanceof Element && event.target.closest('.react-flow__handle')
    const id = port && port.closest('.react-flow__node')?.getAttribute('data-id')
    if (!id) return
    event.stopPropagation()
    selectAlong([id], port.classList.contains('target') ? 'upstream' : 'downstream')
  }
  const onDoubleClick = (event: MouseEvent) => {
    const isEmpty = event.target instanceof Element && event.target.classList.contains('react-flow__pane')
    if (!isEmpty) return
    const isFar = event.currentTarget.closest('[data-far]') !== null
    const hit = isFar ? nodeAt(toCanvas(client(event))) : undefined
    // From afar one wants to see a layer before one works on it.
    if (hit !== undefined) reveal(hit)
    else useHands.setState({ quickAdd: quickAddAt(event) })
  }
  return {
    onEdgeClick,
    onNodeDoubleClick,
    onEdgeDoubleClick,
    onNodeContextMenu,
    onEdgeContextMenu,
    onPaneContextMenu,
    onKeyMenu,
    onDoubleClick,
    onClickCapture,
  }
}
