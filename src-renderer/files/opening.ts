import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { newDocument } from '../../templates/open.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { t } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { choosePath, refreshRecent } from '../store/files.ts'
import { toast } from '../ui/toast.ts'
import { forgetAutosave } from './autosave.ts'
import { noteStamp } from './on-disk.ts'
import { mayReplace, sayFailure } from './saving.ts'

/** Asks for a file and opens it in place of the document. */
export async function open(): Promise<void> {
  if (!(await mayReplace())) return
  const title = { en: 'Open network', zh: '打开网络' }
  const path = await choosePath({ mode: 'open', title, extension: 'loom' }, t(title))
  if (path !== null) await load(path)
}

/** Opens a file that was named: a recent one, or one that the system handed over. */
export async function openPath(path: string): Promise<void> {
  if (await mayReplace()) await load(path)
}

async function load(path: string) {
  const result = await attempt(main.openDocument({ path }))
  if (!result.ok) return sayFailure(result.failure)
  await replaceWith(result.value)
  await refreshRecent()
}

/** Opens the network that a run was started with, as a document without a file. */
export async function openRunDocument(run: string): Promise<void> {
  if (!(await mayReplace())) return
  const result = await attempt(main.runDocument({ run }))
  if (!result.ok) return sayFailure(result.failure)
  await replaceWith({ ...result.value, path: undefined })
}

/** Begins anew with LeNet-5, the network that a first start shows. */
export const startNew = (): Promise<void> => openTemplate('lenet')

/** Opens a new network from a template, in place of the document. */
export async function openTemplate(id: string): Promise<void> {
  if (!(await mayReplace())) return
  const made = newDocument(id)
  if (!made.ok) return sayFailure(made.failure)
  await replaceWith({ document: made.value })
}

async function replaceWith(opened: OpenedDocument) {
  // Not waited for: without a connection the document is replaced all the same.
  void forgetAutosave()
  useEditor.getState().load(opened)
  noteStamp(opened.path, opened.stamp)
  if (opened.migratedFrom !== undefined) sayMigrated(opened.migratedFrom)
}

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
