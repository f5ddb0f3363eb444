import { create } from 'zustand'
import type { Result } from '../../src-core/result.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import type { Wanted } from '../../src-core/training/data.ts'
import type { DataDescription } from '../../src-core/training/data-report.ts'
import { attemptUntil } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useEditor } from './editor.ts'

/** What the main side says of the data that the plan names, for the network that is open. */
export interface Data {
  /** The source's text that `answer` is about. */
  source: string
  /** What the network took and gave when that was asked; a new object only when it differs. */
  wanted: Wanted | undefined
  /** Absent until the first answer. */
  answer?: Result<DataDescription>
}

export const useData = create<Data>(() => ({ source: '', wanted: undefined }))

/** The description, where the source's files could be looked at. */
export const describedData = ({ answer }: Data): DataDescription | undefined => (answer?.ok ? answer.value : undefined)

/** Milliseconds without a change before it is asked: a path is typed letter by letter. */
const quiet = 200

/** Asks anew whenever the plan names other data or the network wants something else of it, until the signal aborts. */
export function followData(signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = ''
  let asking = new AbortController()

  const look = () => {
    const { history, analysis } = useEditor.getState()
    const source = history.document.training.data
    const wanted = wantedBy(analysis)
    const question = JSON.stringify([source, wanted])
    if (question === asked) return
    asked = question
    clearTimeout(timer)
    asking.abort()
    asking = new AbortController()
    timer = setTimeout(() => void ask(source, wanted, asking.signal), quiet)
  }
  const stop = useEditor.subscribe(look)
  look()
  signal.addEventListener('abort', () => {
    stop()
    clearTimeout(timer)
    asking.abort()
  })
}

async function ask(source: string, wanted: Wanted | undefined, signal: AbortSignal) {
  const answer = await attemptUntil(signal, main.describeData({ data: source, ...(wanted && { wanted }) }, signal))
  if (answer) useData.setState({ source, wanted, answer })
}
