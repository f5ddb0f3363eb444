import type { Pattern } from '../../src-core/training/shape-classes.ts'
import type { Distance } from './shape-distances.ts'

/** Three stripes or so across a shape: still there when it is ten pixels wide. */
const period = 0.56

/** How far within the nearest stripe, outside all below 0; stripes and gaps are equally wide. */
const wave = (at: number) => {
  const phase = at / period - Math.floor(at / period)
  return (Math.abs(phase - 0.5) - 0.25) * period
}

const fills: Record<Pattern, (shape: Distance) => Distance> = {
  solid: () => () => -Infinity,
  outlined: (shape) => (x, y) => -(shape(x, y) + 0.16),
  striped: () => (x) => wave(x),
  checked: () => (x, y) => {
    const [across, up] = [wave(x), wave(y)]
    return across > 0 !== up > 0 ? Math.min(Math.abs(across), Math.abs(up)) : -Math.min(Math.abs(across), Math.abs(up))
  },
  dotted: () => (x, y) => {
    const [across, up] = [x, y].map((at) => at - Math.round(at / period) * period) as [number, number]
    return 0.17 - Math.sqrt(across * across + up * up)
  },
  halved: () => (x) => x,
  ringed: () => (x, y) => wave(Math.sqrt(x * x + y * y)),
}

/** What is left out of a shape's inside: above 0 where the background shines through, in the shape's own units. */
export const fillOf = (pattern: Pattern, shape: Distance): Distance => fills[pattern](shape)
