import type { Batch } from '../../src-main/data/batches.ts'

/** Whether a place, from −1 to 1 each way about the middle of a shape, is on it. */
const shapes: ((x: number, y: number) => boolean)[] = [
  (x, y) => x ** 2 + y ** 2 < 1,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.85,
  (x, y) => Math.abs(x) < (y + 1) / 2 && y < 1,
  (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.3 && Math.max(Math.abs(x), Math.abs(y)) < 1,
]
export const shapeClasses = shapes.length

/** Discs, squares, triangles and crosses of any colour, size and place on a dark ground; the same for a seed. */
export function drawShapes(count: number, [height, width, channels]: readonly number[], seed: number): Batch {
  const random = generator(seed)
  const images = new Float32Array(count * height! * width! * channels!)
  const labels = Int32Array.from({ length: count }, (_, at) => at % shapeClasses)
  let place = 0
  for (const label of labels) {
    const radius = width! * (0.2 + 0.2 * random())
    const [middleX, middleY] = [0, 0].map(() => width! * (0.4 + 0.2 * random()))
    const colour = Array.from({ length: channels! }, () => 0.4 + 0.6 * random())
    for (let y = 0; y < height!; y++) {
      for (let x = 0; x < width!; x++) {
        const isOn = shapes[label]!((x - middleX!) / radius, (y - middleY!) / radius)
        for (const part of colour) images[place++] = isOn ? part : 0.1 * random()
      }
    }
  }
  return { count, images, labels }
}

/** Evenly in [0, 1): a linear congruential generator is random enough for pictures. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}
