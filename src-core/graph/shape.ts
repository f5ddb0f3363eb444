/** A tensor's shape without its batch axis, channels last: `[height, width, channels]` or `[units]`. */
export type Shape = readonly number[]

/** `28×28×6`, as papers write it. */
export const formatShape = (shape: Shape): string => shape.join('×')

/** How many numbers one example of this shape holds. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, axis) => product * axis, 1)

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((axis, i) => axis === b[i])
