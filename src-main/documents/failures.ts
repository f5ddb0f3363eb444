import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code

const elsewhere = {
  en: 'Save it under another name or in another folder.',
  zh: '请换一个名称，或保存到其他文件夹。',
}

/** Why a file could not be written, in words. Whatever stood there before is untouched: writing is atomic. */
export function writeFailure(error: unknown, path: string): { ok: false; failure: Failure } {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'disk-full',
        { en: `The disk is full: ${path} was not saved.`, zh: `磁盘空间不足，未能保存 ${path}。` },
        {
          en: 'Free some space and save again, or save on another disk. The earlier file is intact.',
          zh: '请清理磁盘后重新保存，或保存到其他磁盘。原有文件完好无损。',
        },
      )
    case 'EACCES':
    case 'EPERM':
      return fail('no-permission', { en: `You may not write ${path}.`, zh: `没有写入 ${path} 的权限。` }, elsewhere)
    case 'EROFS':
      return fail(
        'read-only',
        { en: `${path} lies on a read-only disk.`, zh: `${path} 位于只读磁盘上。` },
        { en: 'Save it on another disk.', zh: '请保存到其他磁盘。' },
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'folder-missing',
        { en: `The folder of ${path} does not exist.`, zh: `${path} 所在的文件夹不存在。` },
        { en: 'Make the folder, or save in another one.', zh: '请先创建该文件夹，或保存到其他文件夹。' },
      )
    case 'EISDIR':
    case 'ENOTEMPTY':
      return fail('is-a-folder', { en: `${path} is a folder.`, zh: `${path} 是一个文件夹。` }, elsewhere)
    case 'ENAMETOOLONG':
      return fail(
        'name-too-long',
        { en: 'The file name is too long for this disk.', zh: '文件名过长，该磁盘不支持。' },
        { en: 'Choose a shorter name.', zh: '请使用更短的名称。' },
      )
    default:
      return fail(
        'write-failed',
        { en: `${path} could not be written (${reason(error)}).`, zh: `无法写入 ${path}（${reason(error)}）。` },
        elsewhere,
      )
  }
}

/** Why a file or folder could not be read, in words. */
export function readFailure(error: unknown, path: string): { ok: false; failure: Failure } {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'not-found',
        { en: `${path} does not exist.`, zh: `${path} 不存在。` },
        {
          en: 'It may have been moved, renamed or deleted.',
          zh: '它可能已被移动、重命名或删除。',
        },
      )
    case 'EACCES':
    case 'EPERM':
      return fail('no-permission', { en: `You may not read ${path}.`, zh: `没有读取 ${path} 的权限。` })
    default:
      return fail('read-failed', {
        en: `${path} could not be read (${reason(error)}).`,
        zh: `无法读取 ${path}（${reason(error)}）。`,
      })
  }
}

const reason = (error: unknown) => codeOf(error) ?? (error instanceof Error ? error.message : String(error))
