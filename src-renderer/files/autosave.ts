import { link, main } from '../bridge/main.ts'
import { attempt } from '../bridge/attempt.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { knownStamp } from './on-disk.ts'

/** How long after the last edit the document is put aside; a stream of edits is put aside at least this often. */
const pause = 2_000
const longest = 10_000

/** The name under which this window's document is put aside; a recovered document keeps the one it had. */
let id: string = crypto.randomUUID()
let timer: ReturnType<typeof setTimeout> | undefined
let waitingSince: number | undefined
/** Writes follow one another, so that an older state can never overwrite a newer one, nor come back after it was forgotten. */
let writing: Promise<unknown> = Promise.resolve()

export const autosaveId = (): string => id

/** Takes over the autosave that a recovered document came from. */
export const adoptAutosave = (recovered: string) => {
  id = recovered
}

/** The document as it is now, with what whoever takes it up again has to know. */
export function asItIs() {
  const { history, name, path } = useEditor.getState()
  const known = path === undefined ? undefined : knownStamp(path)
  return { id, name, path, known, document: history.document }
}

/** Puts the document aside as it is now. */
function write() {
  clearTimeout(timer)
  timer = waitingSince = undefined
  const entry = asItIs()
  // A failure is not said each time: the document is still here, and saving it will say what is wrong.
  writing = writing.then(() => attempt(main.autosave(entry)))
}

function schedule() {
  clearTimeout(timer)
  waitingSince ??= Date.now()
  timer = setTimeout(write, Math.max(0, Math.min(pause, waitingSince + longest - Date.now())))
}

/** The document is saved, or was let go: what was put aside of it is of no use any more. */
export async function forgetAutosave(): Promise<void> {
  clearTimeout(timer)
  timer = waitingSince = undefined
  const forgotten = id
  writing = writing.then(() => main.discardAutosave({ id: forgotten })).catch(() => undefined)
  await writing
}

/**
 * Keeps the main side's copy of unsaved work current, and tells the shell whether there is any. After a lost
 * connection both are told anew, since whoever answers then may be another process. Returns how to stop.
 */
export function keepAutosaved(): () => void {
  let told: boolean | undefined
  const tell = () => {
    const unsaved = isUnsaved(useEditor.getState())
    if (unsaved === told) return
    told = unsaved
    void main.setUnsaved({ unsaved }).catch(() => (told = undefined))
  }
  const offEditor = useEditor.subscribe((state, before) => {
    tell()
    if (state.history.document !== before.history.document && isUnsaved(state)) schedule()
  })
  const offLink = link.state.subscribe(({ phase }, before) => {
    if (phase !== 'connected' || before.phase === 'connected') return
    told = undefined
    tell()
    if (isUnsaved(useEditor.getState())) write()
  })
  tell()
  return () => {
    offEditor()
    offLink()
    clearTimeout(timer)
  }
}
