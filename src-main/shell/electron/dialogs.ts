import { join } from 'node:path'
import { dialog } from 'electron'
import type { BrowserWindow, FileFilter } from 'electron'
import type { Locale } from '../../../src-core/text.ts'
import type { ChooseFile } from '../../app.ts'
import type { Question } from '../closing.ts'

const kinds: Record<string, FileFilter> = {
  loom: { name: 'Layerloom', extensions: ['loom'] },
  keras: { name: 'Keras', extensions: ['keras'] },
}

function filterOf(extensions: string[]): FileFilter {
  const [only, ...others] = extensions
  const known = others.length === 0 ? kinds[only!] : undefined
  return known ?? { name: extensions.map((extension) => `*.${extension}`).join(', '), extensions }
}

/** The system's own dialogs for files. */
export function fileDialogs(window: () => BrowserWindow, documents: string): ChooseFile {
  return async ({ mode, title, suggestedName, extensions }) => {
    const filters = extensions ? [filterOf(extensions)] : []
    if (mode === 'open' || mode === 'open-folder') {
      const answer = await dialog.showOpenDialog(window(), {
        title,
        filters,
        defaultPath: documents,
        properties: [mode === 'open' ? 'openFile' : 'openDirectory'],
      })
      return { native: true, path: answer.canceled ? null : (answer.filePaths[0] ?? null) }
    }
    // A folder to be written is named like a file: it need not be there yet.
    const answer = await dialog.showSaveDialog(window(), {
      title,
      filters: mode === 'save' ? filters : [],
      defaultPath: join(documents, suggestedName ?? ''),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    return { native: true, path: answer.canceled ? null : answer.filePath }
  }
}

/** Asks in the system's own message box; closing it means the last answer. */
export async function ask<A extends string>(window: BrowserWindow, question: Question<A>, locale: Locale): Promise<A> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: question.message[locale],
    detail: question.detail[locale],
    buttons: question.answers.map(({ label }) => label[locale]),
    defaultId: 0,
    cancelId: question.answers.length - 1,
    noLink: true,
  })
  return question.answers[response]!.answer
}
