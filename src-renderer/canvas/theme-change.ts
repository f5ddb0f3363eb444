/** Calls back when colours change: by the system or by what a person chose in the window. Gives back what stops it. */
export function onThemeChange(callback: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(callback)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  dark.addEventListener('change', callback)
  return () => {
    chosen.disconnect()
    dark.removeEventListener('change', callback)
  }
}
