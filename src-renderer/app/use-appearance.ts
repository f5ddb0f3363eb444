import { useEffect, useLayoutEffect } from 'react'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'

/** Light or dark, as chosen or as the system has it. */
export function useTheme(): void {
  const theme = useView((view) => view.theme)
  // Before anything is painted in the other.
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}

/** The window is called after its document; a dot before the name says that something is not saved. */
export function useTitle(): void {
  const title = useEditor((editor) => `${isUnsaved(editor) ? '• ' : ''}${editor.name} – Layerloom`)
  useEffect(() => {
    document.title = title
  }, [title])
}
