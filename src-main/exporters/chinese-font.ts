import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import * as fontkit from 'fontkit'
import type { FigureText } from '../../src-core/figure/marks.ts'
import type { Face } from './inter.ts'

interface Place {
  file: string
  /** The PostScript name, of a file of several fonts. */
  name?: string
}

type Weight = FigureText['weight']

/** Where systems keep a font for Chinese, the best first; Linux is asked. */
const places: Partial<Record<NodeJS.Platform, Record<Weight, Place[]>>> = {
  darwin: {
    400: [
      { file: '/System/Library/Fonts/PingFang.ttc', name: 'PingFangSC-Regular' },
      { file: '/System/Library/Fonts/Hiragino Sans GB.ttc', name: 'HiraginoSansGB-W3' },
    ],
    600: [
      { file: '/System/Library/Fonts/PingFang.ttc', name: 'PingFangSC-Semibold' },
      { file: '/System/Library/Fonts/Hiragino Sans GB.ttc', name: 'HiraginoSansGB-W6' },
    ],
  },
  win32: {
    400: [{ file: 'C:\\Windows\\Fonts\\msyh.ttc', name: 'MicrosoftYaHei' }, { file: 'C:\\Windows\\Fonts\\simhei.ttf' }],
    600: [
      { file: 'C:\\Windows\\Fonts\\msyhbd.ttc', name: 'MicrosoftYaHei-Bold' },
      { file: 'C:\\Windows\\Fonts\\simhei.ttf' },
    ],
  },
}

/** The system's own font for Chinese in one weight; undefined where it has none. */
export async function chineseFace(weight: Weight): Promise<Face | undefined> {
  for (const { file, name } of places[process.platform]?.[weight] ?? (await askFontconfig(weight))) {
    try {
      const bytes = await readFile(file)
      const read = fontkit.create(bytes)
      const isOne = 'hasGlyphForCodePoint' in read
      const font = isOne ? read : read.getFont(name ?? '')
      if (font?.hasGlyphForCodePoint('层'.codePointAt(0)!)) return { font, bytes, ...(!isOne && { name }) }
    } catch {
      // Not there, or in a form that cannot be read: the next.
    }
  }
  return undefined
}

async function askFontconfig(weight: Weight): Promise<Place[]> {
  const wanted = `sans-serif:lang=zh-cn:${weight === 400 ? 'regular' : 'bold'}`
  try {
    const { stdout } = await promisify(execFile)('fc-match', ['-f', '%{file}\n%{postscriptname}', wanted])
    const [file, name] = stdout.split('\n')
    return file ? [{ file, ...(name && { name }) }] : []
  } catch {
    return []
  }
}
