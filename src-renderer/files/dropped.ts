import { nanoid } from 'nanoid'
import { modelEnds } from '../../src-core/formats/model-files.ts'
import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { main } from '../bridge/main.ts'
import { openPath, takeOpened } from './opening.ts'
import { documentName } from './paths.ts'
import { reading } from './reading.ts'
import { mayReplace, sayFailure } from './saving.ts'

/** Opens what was dropped on the window: one document or model, for a tfjs model with the files that it needs. */
export async function openDropped(files: readonly File[]): Promise<void> {
  const file = files.find(({ name }) => ends.some((end) => name.toLowerCase().endsWith(`.${end}`)))
  if (!file) return sayFailure(nothingToOpen.failure)
  const path = window.layerloom?.pathOf(file)
  if (path) return openPath(path)
  if (!(await mayReplace())) return
  const opened = await reading(file.name, (signal) => upload(file, files, signal))
  if (opened) await takeOpened(opened, documentName(file.name))
}

const ends = ['loom', ...modelEnds]

/** Bytes that go in one message. */
const piece = 4 * 2 ** 20

/** A browser says nothing of where a file lies: its content is handed over instead. */
async function upload(file: File, files: readonly File[], signal: AbortSignal): Promise<Result<OpenedDocument>> {
  const id = nanoid()
  const forget = () => void main.forgetUpload({ upload: id })
  signal.addEventListener('abort', forget, { once: true })
  // Beside other files alone can a tfjs model lie in several.
  const needed = file.name.endsWith('.json') ? files : [file]
  for (const one of needed) {
    for (let at = 0; at < Math.max(one.size, 1); at += piece) {
      const bytes = await read(one.slice(at, at + piece))
      if (!bytes) return notReadable(one.name)
      signal.throwIfAborted()
      const taken = await main.upload({ upload: id, name: one.name, bytes })
      if (!taken.ok) return taken
    }
  }
  return main.openUpload({ upload: id, name: file.name }, signal)
}

/** Nothing for a folder, and for a file that is gone by now. */
async function read(blob: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch {
    return undefined
  }
}

const notReadable = (name: string) =>
  fail(
    'read-failed',
    { en: `${name} could not be read: it is a folder, or gone.`, zh: `无法读取 ${name}：它是文件夹，或已不存在。` },
    { en: 'Drop the files themselves.', zh: '请直接拖入文件。' },
  )

const nothingToOpen = fail(
  'cannot-open',
  {
    en: `Nothing of that can be opened: files that end in ${ends.map((end) => `.${end}`).join(', ')} can.`,
    zh: `其中没有可以打开的文件。支持的文件：${ends.map((end) => `.${end}`).join('、')}。`,
  },
  { en: 'Of a tfjs model, drop all of its files together.', zh: '若为 tfjs 模型，请将其所有文件一起拖入。' },
)
