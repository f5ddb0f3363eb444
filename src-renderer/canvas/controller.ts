import type { ReactFlowInstance, Viewport } from '@xyflow/react'
import type { Rect } from '../../src-core/layout/geometry.ts'
import { legendClass } from '../lens/Legend.tsx'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { isLarge, useCanvasGraph } from './graph.ts'
import { lookedAt } from './looked-at.ts'
import { eased, motionTime } from './motion.ts'
import type { Cover } from './viewport.ts'
import { readable, rectsOf, sightOf, viewportHolding, viewportOf, viewportShowing } from './viewport.ts'

type View = Pick<ReactFlowInstance, 'getViewport' | 'setViewport'>
export type Controller = ReturnType<typeof controllerOf>

/** What the rest of the window asks of the canvas. */
export function controllerOf(element: HTMLElement, { getViewport, setViewport }: View) {
  /** Nobody has moved the view since all was fitted into it. */
  let isFitted = true
  /** Where one looked in each block before entering another. */
  const views = new Map<string, Viewport>()

  const size = () => ({ width: element.clientWidth, height: element.clientHeight })
  const fitting = (rects: Iterable<Rect>) => viewportOf(rects, size(), legendIn(element))
  const arrangement = () => useCanvasGraph.getState().arrangement
  const rects = (ids: readonly string[]) => rectsOf(arrangement(), ids, endsOfWire)
  const look = (viewport: Viewport, duration = motionTime()) => void setViewport(viewport, { duration, ease: eased })
  const fit = (duration?: number) => {
    isFitted = true
    look(fitting(arrangement().placed.values()), duration)
  }
  const moved = () => void (isFitted = false)
  return {
    fit: () => fit(),
    /** After the window has another size, or something lies over the canvas, all stays in sight. */
    refit: (duration = 0) => void (isFitted && fit(duration)),
    /** So it does as the network grows, as long as it can be read; else what one was looking at does. */
    grow(before: Scene, now: Scene) {
      const { selection } = useEditor.getState()
      const held = lookedAt(before, now, selection, sightOf(getViewport(), size()))
      // Blocks everywhere were folded or unfolded. On the way to many cards all of them would come into the page.
      if (held.length > 1) return fit(isLarge(now.graph) ? 0 : motionTime())
      const duration = isAnimated(before, now) ? motionTime() : 0
      const viewport = fitting(now.arrangement.placed.values())
      if (isFitted && viewport.zoom >= readable) return look(viewport, duration)
      const holding = viewportHolding(rects(held), getViewport(), size())
      if (!holding) return
      moved()
      look(holding, duration)
    },
    /** A hand has moved the view: from now on it stays where it is. */
    moved,
    zoomTo(ids: readonly string[]) {
      if (rects(ids).length === 0) return
      moved()
      look(fitting(rects(ids)))
    },
    /** Brings nodes into sight; where all is in sight and can be read, it stays so. */
    show(ids: readonly string[]) {
      if (isFitted && fitting(arrangement().placed.values()).zoom >= readable) return
      const viewport = viewportShowing(rects(ids), getViewport(), size())
      if (!viewport) return
      moved()
      look(viewport)
    },
    /** Another network begins with all of it in sight. */
    begin() {
      views.clear()
      fit(0)
    },
    /** A block that is entered is seen whole; one that is left for, as it was seen before. */
    go(from: string, to: string) {
      if (isFitted) views.delete(from)
      else views.set(from, getViewport())
      const last = isInside(from, to) ? views.get(to) : undefined
      if (!last) return fit(0)
      moved()
      look(last, 0)
    },
  }
}

/** Lets the window reach the controller, and the controller follow what the window shows. */
export function listenToWindow(element: HTMLElement, controller: Controller): () => void {
  const { fit, zoomTo, refit, grow, show, go, begin } = controller
  useView.setState({ canvas: { fit, zoomTo, show } })
  const watch = new ResizeObserver(() => refit())
  watch.observe(element)
  const stopView = useView.subscribe((now, before) => {
    if (now.scope !== before.scope) go(before.scope, now.scope)
    // Once the legend is drawn.
    if (now.lens !== before.lens) requestAnimationFrame(() => refit(motionTime()))
    if (now.revealed && now.revealed !== before.revealed) show([now.revealed.id])
  })
  const stopGraph = useCanvasGraph.subscribe((now, before) => {
    if (now.graph === before.graph) return
    const { history } = useEditor.getState()
    const isLoaded = history.past.length === 0 && history.future.length === 0
    if (isLoaded) begin()
    else if (now.scope === before.scope) grow(before, now)
  })
  return () => {
    watch.disconnect()
    stopView()
    stopGraph()
    useView.setState({ canvas: undefined })
  }
}

type Scene = ReturnType<typeof useCanvasGraph.getState>

/** Whether nodes are on their way to where they are now. */
const isAnimated = (before: Scene, now: Scene): boolean => now.nodes === before.nodes

/** The room that the lens's legend takes, with some air; none where no lens is on. */
function legendIn(element: HTMLElement): Cover | undefined {
  const legend = element.querySelector<HTMLElement>(`.${legendClass}`)
  if (!legend) return undefined
  const { offsetLeft, offsetTop, offsetWidth } = legend
  return { corner: 'left', width: offsetLeft + offsetWidth + 8, height: element.clientHeight - offsetTop + 8 }
}

function endsOfWire(id: string): string[] {
  const wire = useCanvasGraph.getState().graph.wires.find(({ edges }) => edges.includes(id))
  return wire ? [wire.source, wire.target] : []
}

function isInside(inner: string, outer: string): boolean {
  const { nodes } = useEditor.getState().history.document
  for (let at: string | undefined = inner; at !== undefined; at = nodes[at]?.parent) if (at === outer) return true
  return outer === ''
}
