import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

const Place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
})
type Place = z.output<typeof Place>

/** Where the window stood last time, unless that screen is gone. */
export function readPlace(file: string): Place | undefined {
  try {
    const place = Place.parse(JSON.parse(readFileSync(file, 'utf8')))
    return screen.getAllDisplays().some(({ workArea }) => overlap(workArea, place)) ? place : undefined
  } catch {
    // The first start, or a damaged file: the default place does.
    return undefined
  }
}

/** Remembers where the window stands when it closes. A place that cannot be written is forgotten. */
export function keepPlace(window: BrowserWindow, file: string) {
  window.on('close', () => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() }
      writeFileSync(file, JSON.stringify(place))
    } catch {
      return
    }
  })
}

/** Enough of the title bar to take hold of it, in pixels. */
const grip = 80

const overlap = (area: Rectangle, place: Rectangle) =>
  place.x + place.width > area.x + grip &&
  place.x < area.x + area.width - grip &&
  place.y >= area.y - grip &&
  place.y < area.y + area.height - grip
