import type { Shape } from './shape.ts'

/** What one output value of a layer sees of the input image, along one side. */
export interface Field {
  /** Side of the square of input pixels, in pixels. */
  side: number
  /** Distance between the squares of neighbouring values, in pixels. */
  jump: number
}

interface Window {
  kernel: readonly [number, number]
  strides: readonly [number, number]
}

/**
 * The field of a layer from those of its inputs: `side + (kernel − 1) · jump`, `jump · stride`.
 * None where the output has no more height and width: there each value sees everything.
 */
export function fieldOf(
  inputs: readonly (Field | undefined)[],
  window: Window | undefined,
  shape: Shape | undefined,
): Field | undefined {
  if (shape?.length !== 3) return undefined
  if (inputs.length === 0) return { side: 1, jump: 1 }
  let side = 0
  let jump = 0
  for (const field of inputs) {
    if (!field) return undefined
    side = Math.max(side, field.side)
    jump = Math.max(jump, field.jump)
  }
  if (!window) return { side, jump }
  return {
    side: Math.min(side + (Math.max(...window.kernel) - 1) * jump, most),
    jump: Math.min(jump * Math.max(...window.strides), most),
  }
}

/** Wilder strides than anybody's would come to infinity, and from there to no number at all. */
const most = Number.MAX_SAFE_INTEGER
