import { z } from 'zod'
import { FileStamp } from '../../src-core/contract/contract.ts'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { adoptAutosave, asItIs } from './autosave.ts'
import { noteStamp } from './on-disk.ts'

const key = 'layerloom.open'

/** What a tab had open when it was loaded anew. */
const Left = z.object({
  /** Under which it is put aside. */
  id: z.string(),
  name: z.string(),
  path: z.string().optional(),
  known: FileStamp.optional(),
  unsaved: z.boolean(),
  document: z.string(),
})

/** Leaves what is open for this tab when it is loaded anew. Returns how to stop. */
export function leaveForReload(): () => void {
  const leave = () => {
    const now = asItIs()
    const unsaved = isUnsaved(useEditor.getState())
    const left: z.input<typeof Left> = { ...now, unsaved, document: formatDocument(now.document) }
    try {
      sessionStorage.setItem(key, JSON.stringify(left))
    } catch {
      // More than a browser keeps for a tab: unsaved work is offered again as after a crash.
      sessionStorage.removeItem(key)
    }
  }
  window.addEventListener('pagehide', leave)
  return () => window.removeEventListener('pagehide', leave)
}

/**
 * Takes up what this tab had open before it was loaded anew, without the history. A copy of a tab, which the browser
 * gives the same memory, begins like any other: two tabs would put the same document aside.
 */
export function takeUpAfterReload(): void {
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (text === null || navigation?.type !== 'reload') return
  const left = Left.safeParse(readJson(text)).data
  const opened = left && parseDocument(left.document)
  if (!left || !opened?.ok) return
  const { document } = opened.value
  useEditor.getState().load({ document, path: left.path })
  useEditor.setState({ name: left.name, ...(left.unsaved && { savedDocument: undefined }) })
  adoptAutosave(left.id)
  noteStamp(left.path, left.known)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
