/** A grey picture of bytes, row by row. */
export function drawGrey(canvas: HTMLCanvasElement, pixels: Uint8Array) {
  draw(canvas, pixels, (value) => [value, value, value, 255])
}

/** From nothing, over yellow, to red: seen over any picture, and told apart by lightness too. */
export function drawHeat(canvas: HTMLCanvasElement, pixels: Uint8Array) {
  draw(canvas, pixels, (value) => [255, 220 - 0.75 * value, 30, 0.82 * value])
}

type Colour = readonly [red: number, green: number, blue: number, opacity: number]

function draw(canvas: HTMLCanvasElement, pixels: Uint8Array, colour: (value: number) => Colour) {
  const data = new ImageData(canvas.width, canvas.height)
  pixels.forEach((value, at) => data.data.set(colour(value), 4 * at))
  canvas.getContext('2d')!.putImageData(data, 0, 0)
}
