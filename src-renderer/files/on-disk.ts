import { create } from 'zustand'
import { RpcError } from '../../src-core/contract/connect.ts'
import type { FileStamp } from '../../src-core/contract/contract.ts'
import { main } from '../bridge/main.ts'
import { useEditor } from '../store/editor.ts'

interface OnDisk {
  path: string | undefined
  /** What the file held when it was last opened or saved here, or when a person kept their own version of it. */
  known: FileStamp | undefined
  /** What another program has made of it since; nobody has been asked yet what to do. */
  changed: FileStamp | 'gone' | undefined
}

/** The open document's file, as the disk has it. */
export const useOnDisk = create<OnDisk>(() => ({ path: undefined, known: undefined, changed: undefined }))

/** The document was opened from this file, or saved to it. */
export const noteStamp = (path: string | undefined, known: FileStamp | undefined): void =>
  useOnDisk.setState({ path, known, changed: undefined })

/** What a file held when it was last read or written here; undefined for any but the open document's. */
export function knownStamp(path: string): FileStamp | undefined {
  const state = useOnDisk.getState()
  return state.path === path ? state.known : undefined
}

/** Keeps the window's version: it counts as unsaved, and saving it replaces what the other program wrote or took away. */
export function keepMine(): void {
  useOnDisk.setState(({ known, changed }) => ({
    known: changed === 'gone' ? undefined : (changed ?? known),
    changed: undefined,
  }))
  useEditor.setState({ savedDocument: undefined })
}

/** Asks whether the open file is still the one that was read. */
export async function lookAtFile(): Promise<void> {
  const { path } = useEditor.getState()
  const known = path === undefined ? undefined : knownStamp(path)
  if (path === undefined || known === undefined) return
  const stamp = await stampNow(path, known)
  // The document may have been saved or replaced meanwhile.
  if (stamp === undefined || knownStamp(path) !== known || useEditor.getState().path !== path) return
  if (stamp === null) {
    useOnDisk.setState({ changed: 'gone' })
    // Only the window has it now.
    useEditor.setState({ savedDocument: undefined })
  } else if (stamp.hash === known.hash) useOnDisk.setState({ known: stamp, changed: undefined })
  else useOnDisk.setState({ changed: stamp })
}

/** Null where the file is gone, undefined where nobody can tell. */
async function stampNow(path: string, known: FileStamp): Promise<FileStamp | null | undefined> {
  try {
    return (await main.stampOfFile({ path, known })).stamp
  } catch (error) {
    // Without a connection it is asked when the window is looked at again.
    if (error instanceof RpcError) return undefined
    throw error
  }
}

/** Looks at the file whenever a person comes back to the window. Returns how to stop. */
export function watchFile(): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') void lookAtFile()
  }
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  }
}
