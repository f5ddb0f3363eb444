import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { farPainter } from './far.ts'
import { useCanvasGraph } from './graph.ts'
import { onThemeChange } from './theme-change.ts'

/** A large network from afar: one picture that is drawn anew whenever something of it or the view changes. */
export function FarView() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  useEffect(() => {
    let paint = farPainter(canvas.current!)
    let frame = 0
    const draw = () => {
      frame = 0
      const { transform, width, height } = flow.getState()
      paint({ x: transform[0], y: transform[1], zoom: transform[2] }, { width, height })
    }
    // However much changes, once a frame.
    const ask = () => (frame ||= requestAnimationFrame(draw))
    draw()
    const stops = [
      flow.subscribe((now, before) => (now.transform !== before.transform || now.width !== before.width) && ask()),
      useCanvasGraph.subscribe(ask),
      useEditor.subscribe(ask),
      useView.subscribe((now, before) => now.lens !== before.lens && ask()),
      onThemeChange(() => {
        paint = farPainter(canvas.current!)
        ask()
      }),
    ]
    return () => {
      cancelAnimationFrame(frame)
      stops.forEach((stop) => stop())
    }
  }, [flow])
  return <canvas ref={canvas} className="far-view" aria-hidden />
}
