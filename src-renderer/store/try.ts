import { create } from 'zustand'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { refuseSize, tryLimits } from '../../src-core/training/tried.ts'
import type { TriedImage } from '../../src-core/training/tried.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'

/** An image that a person brought, with what its file holds, or why it is not sent. */
export interface TriedFile {
  id: number
  name: string
  content: Result<Uint8Array<ArrayBuffer>>
}

/** What a run says of a file. `epoch`: after which of its epochs it was asked. */
export interface Said {
  epoch: number | undefined
  answer: Result<TriedImage>
}

/** Whom the images are shown to. */
interface Asked {
  run: string
  weights: ReportedEpoch
  epoch: number | undefined
}

interface Try {
  /** The newest first. They stay for the next run that is looked at. */
  files: TriedFile[]
  weights: ReportedEpoch
  /** How many of those that were brought last were more than there is room for. */
  leftOut: number
  asked: Asked | undefined
  /** Of the run that is asked, by {@link keyOf}. */
  said: Record<string, Said>
  /** The image, by its id, whose way through the network is shown; the layer and the class that were chosen for it. */
  inside: number | undefined
  layer: string | undefined
  label: number | undefined
}

export const useTry = create<Try>(() => ({
  ...{ files: [], weights: 'best', leftOut: 0, asked: undefined, said: {} },
  ...{ inside: undefined, layer: undefined, label: undefined },
}))

export const keyOf = (file: TriedFile, weights: ReportedEpoch) => `${weights}/${file.id}`

let lastId = 0

/** Takes images in, as many as there is room for. */
export async function addFiles(brought: readonly File[]): Promise<void> {
  const room = tryLimits.images - useTry.getState().files.length
  const taken = await Promise.all(brought.slice(0, room).map(async (file) => read(file)))
  const leftOut = brought.length - taken.length
  useTry.setState(({ files }) => ({ files: [...taken, ...files].slice(0, tryLimits.images), leftOut }))
  void askAll()
}

async function read(file: File): Promise<TriedFile> {
  const tried = { id: ++lastId, name: file.name }
  const tooLarge = refuseSize(file.size)
  if (tooLarge) return { ...tried, content: tooLarge }
  try {
    return { ...tried, content: { ok: true, value: new Uint8Array(await file.arrayBuffer()) } }
  } catch {
    return { ...tried, content: unreadable }
  }
}

/** A folder, or a file that has gone meanwhile. */
const unreadable = fail('unreadable-file', {
  en: 'The file could not be opened. A folder’s images are dropped one by one.',
  zh: '无法打开该文件。文件夹中的图像请逐个拖入。',
})

export const removeFile = (id: number) =>
  useTry.setState(({ files }) => ({ files: files.filter((file) => file.id !== id), leftOut: 0 }))
export const removeFiles = () => useTry.setState({ files: [], leftOut: 0, said: {} })
export const chooseTriedWeights = (weights: ReportedEpoch) => useTry.setState({ weights })

/** Shows an image's way through the network; the layer stays, so that images can be compared by it. */
export const lookInside = (id: number | undefined) => useTry.setState({ inside: id, label: undefined })
export const chooseLayer = (layer: string) => useTry.setState({ layer })
export const chooseLabel = (label: number) => useTry.setState({ label })

/** Asks a run what the images show, anew after each of its epochs. */
export function showTo(run: RunSummary, weights: ReportedEpoch): void {
  const { asked } = useTry.getState()
  const epoch = (weights === 'best' ? (run.bestEpoch ?? run.lastEpoch) : run.lastEpoch)?.epoch
  if (asked?.run !== run.id) useTry.setState({ said: {} })
  useTry.setState({ asked: { run: run.id, weights, epoch } })
  void askAll()
}

/** Asks once more about a file whose answer failed. */
export function askAgain(file: TriedFile): void {
  const { said, weights } = useTry.getState()
  const { [keyOf(file, weights)]: _, ...others } = said
  useTry.setState({ said: others })
  void askAll()
}

let isAsking = false

/** One image after the other until all are answered; what is asked may change meanwhile. */
async function askAll(): Promise<void> {
  if (isAsking) return
  isAsking = true
  try {
    for (let next = nextQuestion(); next; next = nextQuestion()) {
      const { file, image, asked } = next
      const { run, weights, epoch } = asked
      const answer = await attempt(main.tryImage({ run, weights, image }))
      if (useTry.getState().asked?.run !== run) continue
      useTry.setState(({ said }) => ({ said: { ...said, [keyOf(file, weights)]: { epoch, answer } } }))
    }
  } finally {
    isAsking = false
  }
}

function nextQuestion() {
  const { files, asked, said } = useTry.getState()
  if (!asked) return undefined
  for (const file of files) {
    const known = said[keyOf(file, asked.weights)]
    if (file.content.ok && !(known && known.epoch === asked.epoch)) return { file, image: file.content.value, asked }
  }
  return undefined
}
