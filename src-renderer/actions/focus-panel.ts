import { defineAction } from './define.ts'

/** What F6 goes through says where it is by `data-area`, in the order of the page. */
const panels = () =>
  [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((panel) => panel.getClientRects().length > 0)

/** The canvas has the keyboard again. */
export const focusCanvas = (): void =>
  document.querySelector<HTMLElement>('[data-area=canvas]')?.focus({ preventScroll: true })

function move(by: 1 | -1): void {
  const all = panels()
  const at = all.findIndex((panel) => panel.contains(document.activeElement))
  // Before the first press nothing has the focus: it begins with the canvas.
  const next = at < 0 ? all.find((panel) => panel.dataset.area === 'canvas') : all.at((at + by) % all.length)
  next?.focus()
}

export const focusNextPanel = defineAction({
  id: 'focus-next-panel',
  label: { en: 'Go to next panel', zh: '转到下一个面板' },
  keys: ['f6'],
  anywhere: true,
  enabled: () => true,
  run: () => move(1),
})

export const focusPreviousPanel = defineAction({
  id: 'focus-previous-panel',
  label: { en: 'Go to previous panel', zh: '转到上一个面板' },
  keys: ['shift+f6'],
  anywhere: true,
  enabled: () => true,
  run: () => move(-1),
})
