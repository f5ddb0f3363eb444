import { useStore } from '@xyflow/react'

const gap = 24
const radius = 0.75

/**
 * What shows that the canvas moves and grows. It is a layer of its own, which the view's movement pushes about: React
 * Flow's background is painted anew for every step of it.
 */
export function Dots() {
  const zoom = useStore(({ transform }) => transform[2])
  const x = useStore(({ transform }) => transform[0] % (gap * transform[2]))
  const y = useStore(({ transform }) => transform[1] % (gap * transform[2]))
  const step = gap * zoom
  return (
    // It reaches beyond the canvas by as much as it is pushed about.
    <svg
      className="dots"
      style={{
        inset: -step,
        width: `calc(100% + ${2 * step}px)`,
        height: `calc(100% + ${2 * step}px)`,
        translate: `${x}px ${y}px`,
      }}
      aria-hidden
    >
      <pattern id="dot" width={step} height={step} patternUnits="userSpaceOnUse">
        <circle cx={radius * zoom} cy={radius * zoom} r={radius * zoom} />
      </pattern>
      <rect width="100%" height="100%" fill="url(#dot)" />
    </svg>
  )
}
