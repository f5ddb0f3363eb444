import { useEffect, useState } from 'react'
import type { DragEvent } from 'react'
import { addFiles } from '../store/try.ts'

const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false

/** Images that are dropped on a place, or pasted while it is there. What is dropped beside it is the window's. */
export function useBringImages() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // In the capture phase: images are meant for this, and nothing else takes them.
    const onPaste = (event: ClipboardEvent) => {
      const images = [...(event.clipboardData?.files ?? [])]
      if (event.defaultPrevented || images.length === 0) return
      event.preventDefault()
      void addFiles(images)
    }
    document.addEventListener('paste', onPaste, true)
    return () => {
      document.removeEventListener('paste', onPaste, true)
    }
  }, [])
  const target = {
    onDragOver(event: DragEvent) {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop(event: DragEvent) {
      setOver(false)
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      void addFiles([...event.dataTransfer.files])
    },
  }
  return { isOver, target }
}
