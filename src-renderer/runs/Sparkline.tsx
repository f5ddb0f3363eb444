import { useEffect, useRef } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { askForSpark, useSparks } from './sparks.ts'

const width = 56
const height = 18

/** How a run's loss went, at a glance. Read once it comes into sight. */
export function Sparkline({ run }: { run: RunSummary }) {
  const place = useRef<SVGSVGElement>(null)
  const loss = useSparks((sparks) => sparks[run.id])
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && askForSpark(run))
    seen.observe(place.current!)
    return () => seen.disconnect()
  }, [run])
  return (
    <svg className="sparkline" ref={place} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {loss && loss.length > 1 && <path d={pathOf(loss)} />}
    </svg>
  )
}

/** Its height is what came after the first points, which are often far above. */
function pathOf(loss: readonly number[]): string {
  const kept = loss.slice(Math.min(2, loss.length - 2))
  const [low, high] = [Math.min(...kept), Math.max(...kept)]
  const y = (value: number) => height - 2 - ((Math.min(value, high) - low) / (high - low || 1)) * (height - 4)
  return loss
    .map((value, i) => `${i ? 'L' : 'M'}${((i / (loss.length - 1)) * width).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('')
}
