import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useT } from '../i18n/locale.ts'
import { openDropped } from './dropped.ts'

/** The whole window, for files that are dragged over it from outside. What is dragged within it is none of them. */
export function DropTarget() {
  const t = useT()
  const [over, setOver] = useState(false)
  useEffect(() => listen(setOver), [])
  if (!over) return null
  return (
    <div className="drop-target" role="status">
      <p>
        <FolderOpen size={20} aria-hidden />
        {t({ en: 'Drop to open the network', zh: '松开以打开网络' })}
      </p>
    </div>
  )
}

function listen(setOver: (over: boolean) => void): () => void {
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    // A place in the window takes files for itself.
    if (event.defaultPrevented) return setOver(false)
    // Without this the browser would leave the page for the file.
    event.preventDefault()
    const isAsking = document.querySelector('[role=dialog]') !== null
    event.dataTransfer.dropEffect = isAsking ? 'none' : 'copy'
    setOver(!isAsking)
  }
  const onDragLeave = (event: DragEvent) => {
    // Going to another element of the page is no leaving.
    if (event.relatedTarget === null) setOver(false)
  }
  const onDrop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (!event.dataTransfer?.types.includes('Files') || event.defaultPrevented) return setOver(false)
    event.preventDefault()
    setOver(false)
    void openDropped(files)
  }
  const leaving = new AbortController()
  const { signal } = leaving
  window.addEventListener('dragover', onDragOver, { signal })
  window.addEventListener('dragleave', onDragLeave, { signal })
  window.addEventListener('drop', onDrop, { signal })
  return () => leaving.abort()
}
