import { expect, test } from 'vitest'
import { isZoom } from './wheel.ts'

const turn = { ctrlKey: false, metaKey: false, deltaMode: 0, deltaX: 0, deltaY: 0 }

// What Chromium reports on Linux, Windows and a Mac.
test.each([
  ['a notch of a mouse on Windows', { ...turn, deltaY: 100 }, true],
  ['three quick notches', { ...turn, deltaY: -300 }, true],
  ['a notch of a mouse on Linux', { ...turn, deltaY: 120 }, true],
  ['a notch in lines, in Firefox', { ...turn, deltaMode: 1, deltaY: 3 }, true],
  ['a pinch', { ...turn, ctrlKey: true, deltaY: -1.7 }, true],
  ['two fingers down', { ...turn, deltaY: 7 }, false],
  ['two fingers fast and aslant', { ...turn, deltaX: 3, deltaY: 120 }, false],
  ['two fingers to the side', { ...turn, deltaX: -40 }, false],
])('%s', (_, event, zooms) => expect(isZoom(event)).toBe(zooms))
