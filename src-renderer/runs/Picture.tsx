import { useEffect, useRef } from 'react'
import type { Thumbnail } from '../../src-core/training/classes.ts'

/** An image as a network saw it. What it shows is said beside it. */
export function Picture({ image }: { image: Thumbnail }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => draw(canvas.current!, image), [image])
  return <canvas ref={canvas} width={image.width} height={image.height} aria-hidden />
}

function draw(canvas: HTMLCanvasElement, { width, height, channels, pixels }: Thumbnail) {
  const bytes = atob(pixels)
  const data = new ImageData(width, height)
  for (let i = 0; i < width * height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data.data[4 * i + channel] = bytes.charCodeAt(channels === 1 ? i : 3 * i + channel)
    }
    data.data[4 * i + 3] = 255
  }
  canvas.getContext('2d')!.putImageData(data, 0, 0)
}
