/** The number that a person wrote, which a file has as float32: 0.001, not 0.0010000000474974513. */
export const plain = (value: number): number => Number(value.toPrecision(7))
