/** Milliseconds of a movement on the canvas; none where the system is asked for less motion. */
export const motionTime = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 220)

/**
 * Calls `step` with the part of the way that is done, up to 1, once a frame from the next one on.
 *
 * @returns stops it where it is
 */
export function tween(step: (part: number) => void): () => void {
  const time = motionTime()
  if (time === 0) {
    step(1)
    return () => undefined
  }
  const start = performance.now()
  let frame = 0
  const next = () => {
    const part = Math.min(1, (performance.now() - start) / time)
    frame = part < 1 ? requestAnimationFrame(next) : 0
    step(part < 1 ? eased(part) : 1)
  }
  frame = requestAnimationFrame(next)
  return () => cancelAnimationFrame(frame)
}

/** Fast at first, then slow, as things move that a hand has let go: the nodes, and the view that follows them. */
export const eased = (part: number): number => 1 - (1 - part) ** 3
