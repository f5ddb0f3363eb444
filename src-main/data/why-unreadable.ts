import type { Text } from '../../src-core/text.ts'
import { maxPixels } from './decode.ts'

/** Why an image could not be read, from what the system or the decoder said. */
export function whyUnreadable(error: unknown): Text {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { en: 'the file is not there', zh: '文件不存在' }
  if (code === 'EACCES' || code === 'EPERM') return { en: 'it may not be read', zh: '没有读取权限' }
  if (code === 'EISDIR') return { en: 'it is a folder', zh: '它是文件夹' }
  if (code === 'ELOOP') return { en: 'its link leads in a circle', zh: '符号链接形成循环' }
  if (/empty file/.test(message)) return { en: 'the file is empty', zh: '文件为空' }
  if (/exceeds pixel limit|dimensions|too large/i.test(message)) {
    const most = Math.round(maxPixels / 1e6)
    return { en: `it has more than ${most} million pixels`, zh: `像素超过 ${most * 100} 万` }
  }
  if (/unsupported image format|unknown bitmap|bits a pixel/i.test(message))
    return { en: 'it is not an image that can be read', zh: '不是可读取的图像' }
  return { en: 'it is damaged', zh: '文件已损坏' }
}
