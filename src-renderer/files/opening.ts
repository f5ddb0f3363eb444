import type { Imported, OpenedDocument } from '../../src-core/contract/contract.ts'
import { asDocument } from '../../src-core/document/as-document.ts'
import { modelEnds } from '../../src-core/formats/model-files.ts'
import type { Text } from '../../src-core/text.ts'
import { newDocument } from '../../templates/open.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { t } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { choosePath, refreshRecent } from '../store/files.ts'
import { noteStarted } from '../store/runs.ts'
import { toast } from '../ui/toast.ts'
import { forgetAutosave } from './autosave.ts'
import { noteStamp } from './on-disk.ts'
import { fileName } from './paths.ts'
import { reading, stopReading } from './reading.ts'
import { mayReplace, sayFailure } from './saving.ts'

/** Asks for a file and opens it in place of the document. */
export async function open(): Promise<void> {
  if (!(await mayReplace())) return
  const title = { en: 'Open network', zh: '打开网络' }
  const path = await choosePath({ mode: 'open', title, extensions: ['loom', ...modelEnds] }, t(title))
  if (path !== null) await load(path)
}

/** Opens a file that was named: a recent one, or one that the system handed over. */
export async function openPath(path: string): Promise<void> {
  if (await mayReplace()) await load(path)
}

async function load(path: string) {
  const opened = await reading(fileName(path), (signal) => main.openDocument({ path }, signal))
  if (!opened) return
  await takeOpened(opened)
  if (opened.path !== undefined) await refreshRecent()
}

/** @param name of a document that came without a file of its own */
export async function takeOpened(opened: OpenedDocument, name?: string): Promise<void> {
  await replaceWith(opened)
  if (opened.imported) takeImported(opened.imported)
  else if (name !== undefined) useEditor.setState({ name, savedDocument: undefined })
}

/** A new document that has no file yet, beside the run that its weights are kept as. */
function takeImported({ title, run, notes }: Imported) {
  useEditor.setState({ name: title, savedDocument: undefined })
  if (run !== undefined) noteStarted(run)
  const detail = { en: notes.map(({ en }) => en).join(' '), zh: notes.map(({ zh }) => zh).join('') }
  const message = importedAs(title, run !== undefined)
  toast({ kind: 'success', message, ...(notes.length > 0 && { detail, stays: true }) })
}

/** Opens the network that a run was started with, as a document without a file. */
export async function openRunDocument(run: string): Promise<void> {
  if (!(await mayReplace())) return
  const result = await attempt(main.runDocument({ run }))
  if (!result.ok) return sayFailure(result.failure)
  await replaceWith({ ...result.value, path: undefined })
}

/** Opens a new network from a template, in place of the document. */
export async function openTemplate(id: string): Promise<void> {
  if (!(await mayReplace())) return
  const made = newDocument(id)
  if (!made.ok) return sayFailure(made.failure)
  await replaceWith({ document: made.value })
}

/** Opens a network of nothing, in place of the document. */
export async function openEmpty(): Promise<void> {
  if (await mayReplace()) await replaceWith({ document: asDocument({ nodes: {}, edges: {} }) })
}

async function replaceWith(opened: OpenedDocument) {
  stopReading()
  // Not waited for: without a connection the document is replaced all the same.
  void forgetAutosave()
  useEditor.getState().load(opened)
  noteStamp(opened.path, opened.stamp)
  if (opened.migratedFrom !== undefined) sayMigrated(opened.migratedFrom)
}

const importedAs = (title: string, hasWeights: boolean): Text =>
  hasWeights
    ? {
        en: `“${title}” was imported with its weights, which are kept among the runs.`,
        zh: `已导入“${title}”及其权重，权重保存在训练记录中。`,
      }
    : { en: `“${title}” was imported.`, zh: `已导入“${title}”。` }

const sayMigrated = (version: number) =>
  toast({
    kind: 'info',
    message: {
      en: `This file was written by an earlier Layerloom (format ${version}).`,
      zh: `该文件由较早版本的 Layerloom 写入（格式 ${version}）。`,
    },
    detail: {
      en: 'It is shown in today’s form; saving writes it so.',
      zh: '已按当前格式打开，保存时将以当前格式写入。',
    },
  })
