import { useReactFlow } from '@xyflow/react'
import type { Viewport } from '@xyflow/react'
import type { RefObject } from 'react'
import { useEffect, useMemo, useRef } from 'react'
import { edit } from '../actions/edit.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useCanvasGraph } from './graph.ts'
import { motionTime } from './motion.ts'
import { rectsOf, viewportOf, viewportShowing } from './viewport.ts'

/**
 * What the rest of the window asks of the canvas, and where the canvas looks by itself: at the whole of what is entered
 * or loaded until a hand moves it, and at what is revealed.
 */
export function useController(element: RefObject<HTMLElement | null>) {
  const { getViewport, setViewport } = useReactFlow()
  /** Nobody has moved the view since all was fitted into it. */
  const isFitted = useRef(true)

  const controller = useMemo(() => {
    const size = () => ({ width: element.current?.clientWidth ?? 0, height: element.current?.clientHeight ?? 0 })
    const arrangement = () => useCanvasGraph.getState().arrangement
    const look = (viewport: Viewport, duration = motionTime()) => void setViewport(viewport, { duration })
    const fit = (duration?: number) => {
      isFitted.current = true
      look(viewportOf(arrangement().placed.values(), size()), duration)
    }
    const rects = (ids: readonly string[]) => rectsOf(arrangement(), ids, endsOfWire)
    return {
      fit: () => fit(),
      fitAtOnce: () => fit(0),
      refit: () => isFitted.current && fit(0),
      moved: () => void (isFitted.current = false),
      zoomTo(ids: readonly string[]) {
        if (rects(ids).length === 0) return
        isFitted.current = false
        look(viewportOf(rects(ids), size()))
      },
      show(ids: readonly string[]) {
        const viewport = viewportShowing(rects(ids), getViewport(), size())
        if (!viewport) return
        isFitted.current = false
        look(viewport)
      },
      arrange() {
        edit('resetLayout', {})
        fit()
      },
    }
  }, [element, getViewport, setViewport])

  useEffect(() => {
    const { fit, zoomTo, arrange, refit } = controller
    useView.setState({ canvas: { fit, zoomTo, arrange } })
    const watch = new ResizeObserver(refit)
    if (element.current) watch.observe(element.current)
    return () => {
      watch.disconnect()
      useView.setState({ canvas: undefined })
    }
  }, [controller, element])

  useEffect(() => {
    /** Where one looked in each block before entering another. */
    const views = new Map<string, { viewport: Viewport; fitted: boolean }>()
    const stopView = useView.subscribe((now, before) => {
      if (now.scope !== before.scope) {
        views.set(before.scope, { viewport: getViewport(), fitted: isFitted.current })
        const last = isInside(before.scope, now.scope) ? views.get(now.scope) : undefined
        if (last && !last.fitted) {
          isFitted.current = false
          void setViewport(last.viewport)
        } else controller.fitAtOnce()
      }
      if (now.revealed && now.revealed !== before.revealed) controller.show([now.revealed.id])
    })
    const stopEditor = useEditor.subscribe(({ history }, before) => {
      if (history === before.history) return
      const isLoaded = history.past.length === 0 && history.future.length === 0
      if (isLoaded) views.clear()
      // Another network begins with all of it in sight; one that is still all in sight stays so as it grows.
      if (isLoaded || (isFitted.current && history.document.nodes !== before.history.document.nodes)) {
        if (isLoaded) controller.fitAtOnce()
      }
    })
    return () => {
      stopView()
      stopEditor()
    }
  }, [controller, getViewport, setViewport])

  return controller
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
